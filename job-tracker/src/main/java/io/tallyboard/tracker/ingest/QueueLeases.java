package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.TrackerReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who takes part in the reading, and who reads what. All times are the store's own. */
public interface QueueLeases {

  /** Says that the replica takes part, and answers the time by the store's clock. */
  Uni<Instant> present(String replica, Duration lease);

  Uni<List<TrackerReplica>> replicas();

  Uni<List<QueueLease>> leases();

  /** Prolongs what the replica still holds of these. */
  Uni<Void> renew(String replica, Set<String> queues, Instant until);

  /**
   * Takes a queue, unless another was faster.
   *
   * @param expired what is stored of it; null where nothing is
   * @return whether the queue is the replica's now
   */
  Uni<Boolean> take(QueueLease lease, @Nullable QueueLease expired);

  /** Leaves to others what the replica holds of these. */
  Uni<Void> release(String replica, Set<String> queues);

  /** The replica takes part no more, and holds nothing. */
  Uni<Void> leave(String replica);

  /** Forgets replicas not seen since. */
  Uni<Void> forget(Instant before);
}
