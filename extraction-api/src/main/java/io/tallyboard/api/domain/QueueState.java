package io.tallyboard.api.domain;

import java.time.Instant;

/**
 * An extractor's queue, as the broker knew it at one moment.
 *
 * @param ready how many messages nobody has taken yet
 * @param consumers how many processes take jobs from it
 */
public record QueueState(boolean exists, long ready, long consumers, Instant checkedAt) {
  public static QueueState missing(Instant checkedAt) {
    return new QueueState(false, 0, 0, checkedAt);
  }
}
