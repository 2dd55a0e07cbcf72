package io.tallyboard.api.live;

import java.time.Instant;

/** Where a follower's events go: a connection. Called by any thread; never blocks. */
public interface Sink {

  /**
   * What it is at.
   *
   * @param writing whether something is on its way that the other side has not taken
   * @param since since when
   */
  record State(boolean writing, Instant since) {}

  /** There is something to take; it may have been taken already. */
  void wake();

  /** Nothing may be sent any more. */
  void cut();

  State state();
}
