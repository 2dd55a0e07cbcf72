package io.tallyboard.api.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many of our jobs may lie in one extractor's queue at a time; the others stay in the store, where
 * they can be taken back and change places.
 */
public record Window(int size) {
  /** Within this time a start that happened has been heard of, unless job-tracker lags. */
  static final Duration SETTLING = Duration.ofSeconds(10);

  public Window {
    if (size < 1) {
      throw new IllegalArgumentException("A window has room for one job at least.");
    }
  }

  /**
   * Those of ours that can be in the queue still. What was sent a while ago is believed only as far as
   * the broker holds messages at all: the others were taken, and their start is not known here yet, or
   * they were removed by somebody. What others have in the same queue only makes this more cautious.
   *
   * @param sent those sent and not started, the earliest first
   * @param queue empty where the broker did not tell
   */
  public static List<InFlight> believed(
      List<InFlight> sent, Optional<QueueState> queue, Instant now) {
    if (queue.isEmpty()) {
      return sent;
    }
    Instant settled = queue.get().checkedAt().minus(SETTLING);
    List<InFlight> old = sent.stream().filter(job -> job.sentAt().isBefore(settled)).toList();
    long gone = Math.max(0, old.size() - queue.get().ready());
    return sent.subList((int) gone, sent.size());
  }

  /** How many more may be sent. */
  public int room(List<InFlight> believed) {
    return Math.max(0, size - believed.size());
  }
}
