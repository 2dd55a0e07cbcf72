package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes times out of two unsure clocks. The extractor's has one-second resolution and often a wrong
 * zone, but within one run its error is constant; ours is exact, but an update may be read late.
 *
 * @param history whether the updates may tell of long ago, their senders' times being all there is
 */
record Moments(boolean history) {

  /** Further off than any wrong zone can explain: the update tells of the past. */
  private static final Duration LONG_AGO = Duration.ofHours(26);

  /** Two times cut to seconds differ by up to this much from their true distance. */
  private static final long RESOLUTION_MILLIS = 1_000;

  /**
   * Updates that arrive this close together may have been held back to leave, or to be read, together:
   * then only their senders' times tell how far apart they were.
   */
  private static final long BURST_MILLIS = 100;

  /** When it happened: ours, or for history the sender's where it lies far back. */
  Instant of(Mark mark) {
    Instant at = mark.at();
    boolean past = history && at != null && at.isBefore(mark.receivedAt().minus(LONG_AGO));
    return past && at != null ? at : mark.receivedAt();
  }

  /** How long a run took, from its start to its end, both told by the same process. */
  Span running(Mark start, Mark end) {
    long ours = Math.max(0, Duration.between(start.receivedAt(), end.receivedAt()).toMillis());
    @Nullable Long claimed = claimed(start, end);
    if (claimed == null || claimed < 0) {
      return new Span(ours, Precision.MILLISECONDS);
    }
    boolean agree = Math.abs(claimed - ours) <= RESOLUTION_MILLIS;
    return agree && ours > BURST_MILLIS
        ? new Span(ours, Precision.MILLISECONDS)
        : new Span(claimed, Precision.SECONDS);
  }

  /** How long a job waited; an upper bound where its start was evidently read late. */
  Span waiting(Mark submitted, Mark start, @Nullable Mark end) {
    long ours =
        Math.max(0, Duration.between(submitted.receivedAt(), start.receivedAt()).toMillis());
    return new Span(
        ours, end != null && readLate(start, end) ? Precision.AT_MOST : Precision.MILLISECONDS);
  }

  /** The sender had more time between the two than we saw pass: the first of them lay waiting. */
  private static boolean readLate(Mark first, Mark second) {
    @Nullable Long claimed = claimed(first, second);
    long ours = Duration.between(first.receivedAt(), second.receivedAt()).toMillis();
    return claimed != null && claimed > ours + RESOLUTION_MILLIS;
  }

  private static @Nullable Long claimed(Mark first, Mark second) {
    Instant from = first.at();
    Instant to = second.at();
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }
}
