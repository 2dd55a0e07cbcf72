package io.tallyboard.tracker.retention;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is to be removed, and removes it from the log. */
public interface Removals {

  /** Where a search goes on. */
  record After(Instant finishedAt, String id) {}

  /**
   * Finished jobs in the order in which they finished.
   *
   * @param before when they must have finished, and been heard of last
   * @param after null from the beginning
   */
  Uni<List<Job>> finished(
      JobState state, Instant before, boolean imported, @Nullable After after, int count);

  /** Records that were marked and are still there. */
  Uni<List<Job>> expiring(int count);

  /** Removes the updates that name the job. */
  Uni<Void> removeLogOfJob(String jobId);

  /** Removes the updates of the lane that were received up to this moment. */
  Uni<Void> removeLogOfLane(String lane, Instant through);

  /** Indexes for the above: only where retention is used, since each costs every record. */
  Uni<Void> prepare();
}
