package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.QueueLease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which update queues a replica reads. Each works this out for itself from what the store says, and
 * they agree: the replicas in the order of their names get as many queues as an even share gives,
 * the first ones one more where it does not come out even. So the shares add up to the queues, none is
 * above ceil(queues / replicas), and a replica that joins last moves no queue but those it gets.
 *
 * @param keep those it holds and goes on reading
 * @param giveUp those it holds and has to leave to others
 * @param take those that nobody holds and that it should try to get
 */
public record Share(Set<String> keep, Set<String> giveUp, List<String> take) {
  public Share {
    keep = Set.copyOf(keep);
    giveUp = Set.copyOf(giveUp);
    take = List.copyOf(take);
  }

  /**
   * The share of one replica.
   *
   * @param live the replicas that take part; this one does in any case
   * @param now the store's time, which the leases run by
   */
  public static Share of(
      String replica, Set<String> queues, List<QueueLease> leases, Set<String> live, Instant now) {
    TreeSet<String> replicas = new TreeSet<>(live);
    replicas.add(replica);
    int rank = replicas.headSet(replica).size();
    int share = queues.size() / replicas.size() + (rank < queues.size() % replicas.size() ? 1 : 0);

    Map<String, QueueLease> held = new HashMap<>();
    leases.forEach(lease -> held.put(lease.queue(), lease));
    Set<String> keep = new HashSet<>();
    List<String> free = new ArrayList<>();
    for (String queue : new TreeSet<>(queues)) {
      @Nullable QueueLease lease = held.remove(queue);
      if (lease != null && lease.holder().equals(replica)) {
        if (keep.size() < share) {
          keep.add(queue);
        } else {
          held.put(queue, lease);
        }
      } else if (lease == null || !lease.until().isAfter(now)) {
        free.add(queue);
      }
    }
    Set<String> giveUp = new HashSet<>();
    // What it holds over its share, or of queues that are no more.
    held.values().stream()
        .filter(lease -> lease.holder().equals(replica))
        .forEach(lease -> giveUp.add(lease.queue()));
    return new Share(
        keep, giveUp, some(free, share - keep.size(), rank * free.size() / replicas.size()));
  }

  /** Each replica begins elsewhere, so that those who take at once seldom want the same. */
  private static List<String> some(List<String> free, int count, int from) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < Math.min(count, free.size()); i++) {
      some.add(free.get((from + i) % free.size()));
    }
    return some;
  }
}
