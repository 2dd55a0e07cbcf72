package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Job;
import java.time.Instant;

/**
 * A job's record, and when it was written.
 *
 * @param changedAt by the clock of the job-tracker that wrote it
 */
public record ChangedJob(Job job, Instant changedAt) {

  /** That a record was written. */
  public record Version(String id, long version, Instant changedAt) {}
}
