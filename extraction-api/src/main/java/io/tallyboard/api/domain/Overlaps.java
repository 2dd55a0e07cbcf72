package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Attempt;
import java.time.Instant;
import java.util.List;

/** Which jobs' runs were under way at the same time. */
public final class Overlaps {
  private Overlaps() {}

  /**
   * Finds them.
   *
   * @param now until when a run that has not ended goes on
   * @return the ids of those among {@code others} that overlap with {@code job}, itself left out
   */
  public static List<String> of(JobCard job, List<JobCard> others, Instant now) {
    return others.stream()
        .filter(other -> !other.id().equals(job.id()) && overlap(job, other, now))
        .map(JobCard::id)
        .toList();
  }

  private static boolean overlap(JobCard a, JobCard b, Instant now) {
    return a.attempts().stream()
        .anyMatch(x -> b.attempts().stream().anyMatch(y -> overlap(x, y, now)));
  }

  /** Runs that only touch do not overlap. */
  private static boolean overlap(Attempt a, Attempt b, Instant now) {
    Instant from = a.startedAt();
    Instant otherFrom = b.startedAt();
    return from != null
        && otherFrom != null
        && from.isBefore(end(b, now))
        && otherFrom.isBefore(end(a, now));
  }

  private static Instant end(Attempt attempt, Instant now) {
    Instant end = attempt.endedAt();
    return end == null ? now : end;
  }
}
