package io.tallyboard.local.extractor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Given once, for good. Waiting for it is how time passes here: whoever waits also notices it. */
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  public void give() {
    given.countDown();
  }

  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Waits.
   *
   * @return true as soon as it is given, false if the time passed without
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return given.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
