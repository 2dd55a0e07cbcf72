package io.tallyboard.tracker.messaging;

/**
 * How many messages of a queue may be under way: as many as configured, fewer while they are so large
 * that they would not fit into the queue's share of memory.
 */
final class Prefetch {
  private final int most;
  private int now;

  Prefetch(int most) {
    this.most = most;
    this.now = most;
  }

  synchronized int now() {
    return now;
  }

  /** Whether fewer would help: a single message must be taken, however large. */
  synchronized boolean mayShrink() {
    return now > 1;
  }

  /** More was held than fits: makes it so few that twice what was met would fit. */
  synchronized void shrink(long heldBytes, int held, long share) {
    long size = Math.max(1, heldBytes / Math.max(1, held));
    now = (int) Math.max(1, Math.min(now / 2, share / (2 * size)));
  }

  /** Whether more would fit, by the most that was held of late. */
  synchronized boolean mayGrow(long mostHeldBytes, long share) {
    return now < most && mostHeldBytes < share / 4;
  }

  synchronized void grow() {
    now = Math.min(most, 2 * now);
  }
}
