package io.tallyboard.api.dispatch;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.config.UpdatesConfig;
import io.tallyboard.api.domain.ForeignQueue;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.StorePreparation;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.BrokerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What must be there before the first call is served: indexes, the administrator's key, the update
 * queues. A server that is away is waited for; the service is not ready until all is done.
 */
@ApplicationScoped
public class Preparation {
  private static final Logger LOG = Logger.getLogger(Preparation.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StorePreparation store;
  private final Keys keys;
  private final UpdateQueues queues;
  private final JobSender sender;
  private final UpdatesConfig updates;
  private final Topology topology;
  private final InstantSource clock;
  private final List<UpdateQueue> foreign;
  private volatile boolean done;

  Preparation(
      StorePreparation store,
      Keys keys,
      UpdateQueues queues,
      JobSender sender,
      UpdatesConfig updates,
      BrokerConfig broker,
      InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.queues = queues;
    this.sender = sender;
    this.updates = updates;
    this.topology = new Topology(broker.prefix());
    this.clock = clock;
    // A setting that cannot be read is told at once, and by a service that does not start.
    this.foreign =
        updates.foreign().orElse(List.of()).stream()
            .map(ForeignQueue::parse)
            .map(queue -> queue.toRecord(clock.instant()))
            .toList();
  }

  void begin(@Observes StartupEvent started) {
    patiently("the store", store::prepare)
        .chain(() -> patiently("the store", keys::bootstrap))
        .chain(() -> patiently("the broker", this::declareQueues))
        .subscribe()
        .with(nothing -> done = true, failure -> LOG.error("not prepared", failure));
  }

  public boolean done() {
    return done;
  }

  private static Uni<Void> patiently(String whom, Supplier<Uni<Void>> step) {
    return Uni.createFrom()
        .<Void>deferred(step::get)
        .onFailure()
        .invoke(failure -> LOG.warnf("waiting for %s: %s", whom, failure.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  /** Each queue is declared before it is stored, and so before any job can name it. */
  Uni<Void> declareQueues() {
    return queues
        .all()
        .map(this::wanted)
        .chain(
            wanted ->
                Uni.join()
                    .all(wanted.stream().map(q -> declared(q).chain(() -> queues.add(q))).toList())
                    .andFailFast()
                    .replaceWithVoid());
  }

  /** What another system made is its own: declared by us, it might be of another type. */
  private Uni<Void> declared(UpdateQueue queue) {
    return queue.kind() == QueueKind.FOREIGN ? Uni.createFrom().voidItem() : sender.declare(queue);
  }

  /** Those that are stored, as they were made, and those that are missing from the number wanted. */
  private List<UpdateQueue> wanted(List<UpdateQueue> stored) {
    Map<String, UpdateQueue> wanted = new TreeMap<>();
    for (int p = 0; p < Math.max(1, updates.partitions()); p++) {
      String name = topology.updateQueue(p);
      wanted.put(
          name,
          new UpdateQueue(
              name, updates.kind(), clock.instant().truncatedTo(ChronoUnit.MILLIS), null));
    }
    foreign.forEach(queue -> wanted.put(queue.name(), queue));
    stored.forEach(
        queue -> {
          UpdateQueue other = wanted.put(queue.name(), queue);
          if (other != null && !Objects.equals(other.passOn(), queue.passOn())) {
            LOG.warnf(
                "%s stays as it was registered, passed on to %s", queue.name(), queue.passOn());
          }
        });
    return List.copyOf(wanted.values());
  }
}
