package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.TrackerReplica;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.domain.Share;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * This replica's part in the reading, by leases in the store. They spread the work; what is read
 * twice for a moment is right all the same.
 */
@ApplicationScoped
public class Leasing {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final QueueLeases store;
  private final QueueDirectory directory;
  private final Duration lease;
  private final String replica;
  private volatile boolean left;

  Leasing(QueueLeases store, QueueDirectory directory, TrackerConfig config, Clock clock) {
    this.store = store;
    this.directory = directory;
    this.lease = config.lease();
    // Later replicas have later names, and a queue moves only to the one that came last.
    this.replica =
        config
            .replica()
            .orElseGet(() -> clock.instant() + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * What one sweep came to.
   *
   * @param held the queues to read, until the lease runs out
   * @param giveUp those to read no more, and then to {@linkplain #release release}
   */
  public record Outcome(List<UpdateQueue> held, Set<String> giveUp) {
    public Outcome {
      held = List.copyOf(held);
      giveUp = Set.copyOf(giveUp);
    }
  }

  public String replica() {
    return replica;
  }

  /** Renews, takes what is due to this replica, and tells what it has to give up. */
  public Uni<Outcome> sweep() {
    return store
        .present(replica, lease)
        .chain(
            now ->
                Uni.combine()
                    .all()
                    .unis(directory.updateQueues(), store.replicas(), store.leases())
                    .asTuple()
                    .chain(read -> share(now, read.getItem1(), read.getItem2(), read.getItem3())));
  }

  private Uni<Outcome> share(
      Instant now,
      List<UpdateQueue> queues,
      List<TrackerReplica> replicas,
      List<QueueLease> leases) {
    Map<String, UpdateQueue> known =
        queues.stream().collect(Collectors.toMap(UpdateQueue::name, queue -> queue));
    Set<String> live =
        replicas.stream()
            .filter(other -> other.live(now))
            .map(TrackerReplica::id)
            .collect(Collectors.toSet());
    Share share = Share.of(replica, known.keySet(), leases, live, now);
    Instant until = now.plus(lease);
    Uni<Void> forgotten =
        live.size() < replicas.size()
            ? store.forget(now.minus(REMEMBERED))
            : Uni.createFrom().voidItem();
    return store
        .renew(replica, share.keep(), until)
        .chain(() -> forgotten)
        .chain(() -> taken(share.take(), leases, until))
        .map(
            taken -> {
              Set<String> held = new HashSet<>(share.keep());
              held.addAll(taken);
              return new Outcome(
                  queues.stream().filter(queue -> held.contains(queue.name())).toList(),
                  share.giveUp());
            });
  }

  private Uni<List<String>> taken(List<String> wanted, List<QueueLease> leases, Instant until) {
    Map<String, QueueLease> stored = new HashMap<>();
    leases.forEach(one -> stored.put(one.queue(), one));
    return Multi.createFrom()
        .iterable(wanted)
        .select()
        // A sweep that is under way when we leave must take nothing any more.
        .when(
            queue ->
                left
                    ? Uni.createFrom().item(false)
                    : store.take(new QueueLease(queue, replica, until), stored.get(queue)))
        .collect()
        .asList();
  }

  /** Leaves these to others, once they are read here no more. */
  public Uni<Void> release(Set<String> queues) {
    return store.release(replica, queues);
  }

  /** Leaves everything to others at once. */
  public Uni<Void> leave() {
    left = true;
    return store.leave(replica);
  }
}
