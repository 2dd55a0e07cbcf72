package io.tallyboard.tracker.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.Serving;
import io.tallyboard.tracker.ingest.IngestMetrics;
import io.tallyboard.tracker.ingest.Leasing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the update queues that this replica holds, and no longer than it holds them. */
@ApplicationScoped
class UpdateQueues {
  private static final Logger LOG = Logger.getLogger(UpdateQueues.class);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private record Reading(UpdateQueue queue, QueueReader reader) {}

  private final Leasing leasing;
  private final QueueReader.Parts parts;
  private final Duration lease;
  private final Clock clock;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Said said = new Said();
  private volatile @Nullable Instant renewedAt;
  private volatile boolean stopping;

  UpdateQueues(Leasing leasing, QueueReader.Parts parts, IngestMetrics metrics) {
    this.leasing = leasing;
    this.parts = parts;
    this.lease = parts.config().lease();
    this.clock = parts.clock();
    metrics.queuesHeld(readings::size);
  }

  @Scheduled(
      every = "${tallyboard.tracker.queue-sweep:1S}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Serving.Not.class)
  Uni<Void> sweep() {
    if (stopping) {
      return Uni.createFrom().voidItem();
    }
    Instant begun = clock.instant();
    return leasing
        .sweep()
        // A store that does not answer must not keep us from noticing that the leases ran out.
        .ifNoItem()
        .after(lease.dividedBy(2))
        .failWith(() -> new TimeoutException("the store does not answer"))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            outcome -> {
              renewedAt = begun;
              said.over();
              read(outcome.held());
            })
        .chain(outcome -> leasing.release(outcome.giveUp()))
        .onFailure()
        .invoke(
            e -> {
              if (said.isNew(e.getMessage())) {
                LOG.warnf("The leases of update queues cannot be renewed: %s", e.getMessage());
              }
              expire();
            })
        .onFailure()
        .recoverWithNull();
  }

  private synchronized void read(List<UpdateQueue> held) {
    if (stopping) {
      return;
    }
    Map<String, UpdateQueue> wanted =
        held.stream().collect(Collectors.toMap(UpdateQueue::name, Function.identity()));
    // One whose record has changed begins anew.
    readings
        .values()
        .removeIf(
            reading -> !reading.queue.equals(wanted.get(reading.queue.name())) && ended(reading));
    wanted.forEach(
        (name, queue) ->
            readings
                .computeIfAbsent(name, n -> new Reading(queue, new QueueReader(queue, parts)))
                .reader
                .start());
  }

  private static boolean ended(Reading reading) {
    LOG.infof("Reading %s no more", reading.queue.name());
    reading.reader.stop();
    return true;
  }

  /** Others may read now what we held. */
  private synchronized void expire() {
    Instant last = renewedAt;
    if (last != null && !last.plus(lease).isAfter(clock.instant())) {
      readings.values().removeIf(UpdateQueues::ended);
    }
  }

  /** Whether the leases were looked at yet. */
  boolean begun() {
    return renewedAt != null;
  }

  /** The queues that this replica holds and does not read, at this moment. */
  List<String> unread() {
    return names(reading -> !reading.reader.reading() && reading.reader.waitingFor() == null);
  }

  /** The queues that somebody else has to do something about before they can be read. */
  List<String> waiting() {
    return names(reading -> reading.reader.waitingFor() != null);
  }

  private List<String> names(Predicate<Reading> which) {
    return readings.values().stream()
        .filter(which)
        .map(reading -> reading.queue.name())
        .sorted()
        .toList();
  }

  /** Hands the queues over, so that nobody waits for leases of one that is gone. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    synchronized (this) {
      readings.values().removeIf(UpdateQueues::ended);
    }
    try {
      // The process ends when this returns, so it is the one thing here that waits.
      leasing.leave().await().atMost(GOODBYE);
    } catch (RuntimeException e) {
      LOG.infof("The leases are left to run out: %s", e.getMessage());
    }
  }
}
