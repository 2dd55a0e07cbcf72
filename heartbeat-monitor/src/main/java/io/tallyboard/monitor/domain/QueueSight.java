package io.tallyboard.monitor.domain;

/**
 * A queue, as the broker knew it at one moment.
 *
 * @param ready messages that nobody has taken
 * @param consumers processes that take messages from it
 */
public record QueueSight(boolean exists, long ready, long consumers) {
  public static final QueueSight MISSING = new QueueSight(false, 0, 0);
}
