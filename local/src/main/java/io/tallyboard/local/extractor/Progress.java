package io.tallyboard.local.extractor;

import java.io.IOException;
import java.time.Duration;

/** For work that takes a while. */
public interface Progress {

  /** Tells whoever sent the job how far it is. */
  void say(String message) throws IOException;

  /**
   * Lets time pass.
   *
   * @throws InterruptedException this extractor is stopping
   */
  void pause(Duration duration) throws InterruptedException;
}
