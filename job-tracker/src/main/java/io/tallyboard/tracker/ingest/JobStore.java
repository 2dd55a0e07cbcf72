package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Job records and lanes. Every write is conditional on the version that was read: a record of version
 * 1 is inserted, any other replaces the version before it.
 */
public interface JobStore {

  /** The records there are, by id. */
  Uni<Map<String, Job>> jobs(Set<String> ids);

  /** The inferred jobs of a lane. */
  Uni<List<Job>> jobsOfLane(String lane);

  /**
   * Writes each record if the one in the store is of the version before (or there is none yet).
   *
   * @return the ids of those that may not be written: somebody else was there meanwhile
   */
  Uni<Set<String>> write(Collection<Job> jobs);

  /** Removes a record if it is still of this version; whether it was. */
  Uni<Boolean> remove(String id, long version);

  Uni<Map<String, Lane>> lanes(Set<String> ids);

  /** As for jobs. */
  Uni<Set<String>> writeLanes(List<Lane> lanes);
}
