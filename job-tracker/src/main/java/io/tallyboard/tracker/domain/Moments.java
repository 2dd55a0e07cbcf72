package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes times out of two unsure clocks. The extractor's has one-second resolution and often a wrong
 * zone, but within one run its error is constant unless it jumps; ours is exact, but says only the
 * latest moment that it can have been where an update lay unread.
 *
 * @param history whether the updates may tell of long ago, their senders' times being all there is
 */
record Moments(boolean history) {

  /** Further off than any wrong zone can explain: the update tells of the past. */
  private static final Duration LONG_AGO = Duration.ofHours(26);

  /** Two times cut to seconds differ by up to this much from their true distance. */
  private static final long RESOLUTION_MILLIS = 1_000;

  /**
   * Updates that arrive this close together may have been held back to leave together: then only
   * their senders' times tell how far apart they were.
   */
  private static final long BURST_MILLIS = 100;

  /** When it happened, at the latest: ours, or for history the sender's where it lies far back. */
  Instant of(Mark mark) {
    Instant at = mark.at();
    return at != null && past(mark) ? at : mark.receivedAt();
  }

  /** When it happened, at the earliest; null where {@link #of} is exact, the epoch if nobody knows. */
  @Nullable Instant after(Mark mark) {
    return past(mark) ? null : mark.notBefore();
  }

  private boolean past(Mark mark) {
    Instant at = mark.at();
    return history && at != null && at.isBefore(mark.receivedAt().minus(LONG_AGO));
  }

  /**
   * How long a run took, from its start to its end, both told by the same process.
   *
   * <p>Where both were read as they came, ours is right, to the millisecond if the sender agrees, and
   * a sender that does not has a clock that jumped. Where one lay unread the sender's is taken, as far
   * as it fits between the bounds that ours sets; else there is only the upper bound.
   *
   * @return null where nothing can be said
   */
  @Nullable Span running(Mark start, Mark end) {
    long ours = Math.max(0, millis(start.receivedAt(), end.receivedAt()));
    @Nullable Long claimed = claimed(start, end);
    if (history && (past(start) || past(end))) {
      return claimed != null && claimed >= 0 ? new Span(claimed, Precision.SECONDS) : null;
    }
    if (live(start) && live(end)) {
      return asItCame(ours, claimed);
    }
    @Nullable Instant earliest = known(start);
    @Nullable Instant earliestEnd = known(end);
    @Nullable Long most = earliest == null ? null : millis(earliest, end.receivedAt());
    long least = earliestEnd == null ? 0 : Math.max(0, millis(start.receivedAt(), earliestEnd));
    boolean fits =
        claimed != null
            && claimed >= 0
            && claimed >= least - RESOLUTION_MILLIS
            && (most == null || claimed <= most + RESOLUTION_MILLIS);
    if (fits && claimed != null) {
      return new Span(claimed, Precision.SECONDS);
    }
    return most == null ? null : new Span(Math.max(0, most), Precision.AT_MOST);
  }

  private static Span asItCame(long ours, @Nullable Long claimed) {
    if (claimed == null) {
      return new Span(ours, Precision.MILLISECONDS);
    }
    boolean agree = Math.abs(claimed - ours) <= RESOLUTION_MILLIS;
    if (!agree) {
      return new Span(ours, Precision.SECONDS);
    }
    return ours > BURST_MILLIS
        ? new Span(ours, Precision.MILLISECONDS)
        : new Span(Math.max(0, claimed), Precision.SECONDS);
  }

  /**
   * How long a job waited: from its submission, of which our own services tell by a clock that can be
   * trusted, to its start. An upper bound where the start lay unread.
   *
   * @return null where nothing can be said
   */
  @Nullable Span waiting(Mark submitted, Mark start) {
    Instant from = submitted.receivedAt();
    if (!live(submitted)) {
      Instant told = submitted.at();
      from = told != null && told.isBefore(from) ? told : known(submitted);
    }
    if (from == null) {
      return null;
    }
    boolean exact = live(start) && (live(submitted) || submitted.at() != null);
    return new Span(
        Math.max(0, millis(from, start.receivedAt())),
        exact ? Precision.MILLISECONDS : Precision.AT_MOST);
  }

  private static boolean live(Mark mark) {
    return mark.notBefore() == null;
  }

  /** Its earliest moment; null where nobody knows it. */
  private static @Nullable Instant known(Mark mark) {
    Instant notBefore = mark.notBefore();
    Instant earliest = notBefore == null ? mark.receivedAt() : notBefore;
    return earliest.equals(Instant.EPOCH) ? null : earliest;
  }

  private static @Nullable Long claimed(Mark first, Mark second) {
    Instant from = first.at();
    Instant to = second.at();
    return from == null || to == null ? null : millis(from, to);
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
