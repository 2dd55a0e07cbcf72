package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a list of jobs is sorted; ids decide where values are equal. */
public enum JobSort {
  NEWEST("-createdAt", Key.CREATED, true),
  OLDEST("createdAt", Key.CREATED, false),
  LONGEST("-elapsed", Key.ELAPSED, true),
  SHORTEST("elapsed", Key.ELAPSED, false),
  LONGEST_WAITING("-waiting", Key.WAITING, true),
  SHORTEST_WAITING("waiting", Key.WAITING, false);

  /** What of a job it is sorted by. */
  public enum Key {
    CREATED,
    ELAPSED,
    WAITING
  }

  private final String word;
  private final Key key;
  private final boolean descending;

  JobSort(String word, Key key, boolean descending) {
    this.word = word;
    this.key = key;
    this.descending = descending;
  }

  public static Optional<JobSort> of(String word) {
    return Arrays.stream(values()).filter(sort -> sort.word.equals(word)).findFirst();
  }

  public String word() {
    return word;
  }

  public Key key() {
    return key;
  }

  public boolean descending() {
    return descending;
  }

  /** Where a job stands in such a list; empty where it does not. */
  public Optional<JobPoint> point(JobCard job) {
    return point(job.id(), job.createdAt(), job.running(), job.waiting());
  }

  /** Where a job stands in such a list; empty where it does not. */
  public Optional<JobPoint> point(Job job) {
    return point(job.id(), job.createdAt(), job.running(), job.waiting());
  }

  private Optional<JobPoint> point(
      String id, Instant createdAt, @Nullable Span running, @Nullable Span waiting) {
    Optional<Long> value =
        switch (key) {
          case CREATED -> Optional.of(createdAt.toEpochMilli());
          case ELAPSED -> millis(running);
          case WAITING -> millis(waiting);
        };
    return value.map(v -> new JobPoint(this, v, id));
  }

  private static Optional<Long> millis(@Nullable Span span) {
    return Optional.ofNullable(span).map(Span::millis);
  }
}
