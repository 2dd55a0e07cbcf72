package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * How far a queue is read.
 *
 * @param foldedThrough the place up to which its updates are stored and folded into jobs
 * @param digest of the message there: a stream that was made anew has another
 * @param receivedAt of the message there: time does not go back within a queue
 * @param liveAt when the queue was last known to be read to its end
 * @param passedThrough of a foreign queue: the place up to which its messages were passed on
 * @param epoch how often a stream was made anew under this name; null where it never was
 * @param gaps messages that a stream no longer had when they were to be read; the last hundred
 */
public record QueuePosition(
    @BsonId String queue,
    long foldedThrough,
    @Nullable String digest,
    @Nullable Instant receivedAt,
    @Nullable Instant liveAt,
    @Nullable Long passedThrough,
    @Nullable Integer epoch,
    @Nullable List<Gap> gaps) {
  public QueuePosition {
    gaps = gaps == null ? null : List.copyOf(gaps);
  }

  /**
   * Messages that were removed before they were read: the stream's retention is too short.
   *
   * @param from the first that is missing
   * @param to the last that is missing
   */
  public record Gap(String log, long from, long to, Instant foundAt) {}
}
