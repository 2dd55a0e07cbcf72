package io.tallyboard.bench;

import java.time.Duration;

/** Waits until something is so. */
final class Waiting {
  private static final Duration QUIET_FOR = Duration.ofMillis(500);
  private static final Duration QUIET_WITHIN = Duration.ofMinutes(2);
  private static final double QUIET_CPU_SECONDS = 0.06;

  private Waiting() {}

  /** Whether it is so by now. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Duration atMost, Duration every, Condition condition)
      throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not after " + atMost.toSeconds() + " s: " + what);
      }
      Thread.sleep(every.toMillis());
    }
  }

  /**
   * Until the machine is quiet: the servers have finished what they still had to do for what was before,
   * and nobody else is at work. Not for ever: the costs tell what others did meanwhile.
   */
  static void untilQuiet() throws Exception {
    long end = System.nanoTime() + QUIET_WITHIN.toNanos();
    double before = ProcFiles.machineSeconds();
    while (System.nanoTime() < end) {
      Thread.sleep(QUIET_FOR.toMillis());
      double now = ProcFiles.machineSeconds();
      if (now - before <= QUIET_CPU_SECONDS) {
        return;
      }
      before = now;
    }
    System.err.println("The machine does not become quiet: what follows is worth little.");
  }
}
