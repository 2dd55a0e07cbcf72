package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.RemovedJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What remains of the jobs that retention removed. */
public interface Tombstones {

  /**
   * Whether there may be any, as was known at the last {@linkplain #look look}: where there are none,
   * nobody need ask.
   */
  boolean inUse();

  /** Looks whether there are any. */
  Uni<Boolean> look();

  /** Those there are, by key. */
  Uni<Map<String, RemovedJob>> among(Set<String> keys);

  /** Puts one, in the place of an older one. */
  Uni<Void> put(RemovedJob removed);

  /** Those that were removed before this moment and not looked at again since. */
  Uni<List<RemovedJob>> unsettled(Instant before, int count);

  Uni<Void> settle(String key);

  /** Forgets those that were removed before this moment and are settled. */
  Uni<Void> forget(Instant before);
}
