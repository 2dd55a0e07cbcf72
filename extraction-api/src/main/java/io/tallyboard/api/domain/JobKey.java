package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The key that a job's message carries, and what decides whether it still opens anything.
 *
 * @param mintedAt when it was made
 * @param revoked why it was taken back
 * @param end how the job ended, as far as is known; empty while it may still run
 */
public record JobKey(
    Submission job, Instant mintedAt, Optional<String> revoked, Optional<End> end) {

  /** That its record says it is over. */
  public record End(JobState state, Instant at) {}

  /**
   * Why it opens nothing; empty where it does. A job that is lost may come back, and keeps its key. One
   * that is sent again after its end has a new key by then, which is good whatever its record says.
   *
   * @param grace how long a key outlives its job
   */
  public Optional<String> closed(Instant now, Duration grace) {
    return revoked.or(
        () ->
            end.filter(e -> e.state() != JobState.LOST)
                .filter(e -> e.at().plus(grace).isBefore(now))
                .filter(e -> mintedAt.plus(grace).isBefore(now))
                .map(
                    e ->
                        "This key's job is over since %s: its key opens nothing any more."
                            .formatted(e.at())));
  }
}
