package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Which jobs are old enough to be removed: those that are finished, and of which nothing was heard for
 * as long as their state is kept. States without an age are kept for good, and so is imported history
 * unless asked otherwise.
 */
public record RetentionRule(Map<JobState, Duration> ages, boolean imported) {
  public RetentionRule {
    ages = Map.copyOf(ages);
    ages.forEach(
        (state, age) -> {
          if (!state.finished() || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("no age for removal: " + state + " after " + age);
          }
        });
  }

  /** Jobs in this state that were heard of last before this moment are due. */
  public Instant cutoff(JobState state, Instant now) {
    Duration age = ages.get(state);
    return age == null ? Instant.EPOCH : now.minus(age);
  }

  public boolean due(Job job, Instant now) {
    Duration age = ages.get(job.state());
    return age != null
        && job.state().finished()
        && job.finishedAt() != null
        && (imported || !job.imported())
        && job.lastSeenAt().isBefore(now.minus(age));
  }
}
