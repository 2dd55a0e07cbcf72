package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Job records and lanes. Every write is conditional on the version that was read. */
public interface JobStore {

  /** The records there are, by id. */
  Uni<Map<String, Job>> jobs(Set<String> ids);

  /**
   * Writes each record if the one in the store is of the version before (or there is none yet).
   *
   * @return the ids of those that somebody else had written meanwhile
   */
  Uni<Set<String>> write(Collection<Job> jobs);

  Uni<Map<String, Lane>> lanes(Set<String> ids);

  /** As for jobs. */
  Uni<Set<String>> writeLanes(List<Lane> lanes);

  /** Through which place the updates of a queue are folded; -1 before the first. */
  Uni<Long> foldedThrough(String queue);

  Uni<Void> foldedThrough(String queue, long seq);
}
