package io.tallyboard.tracker.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.Broker;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.domain.TailMatch;
import io.tallyboard.tracker.ingest.IngestMetrics;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.UpdateLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one queue subscribed: whenever a subscription ends, it waits a growing while and begins the
 * next where the store says that the queue was folded to.
 */
final class QueueReader {
  private static final Logger LOG = Logger.getLogger(QueueReader.class);
  private static final long FIRST_PAUSE_MILLIS = 100;

  /** What every reader works with. */
  @Singleton
  record Parts(
      Broker broker,
      Ingestion ingestion,
      UpdateLog log,
      JobStore store,
      IngestMetrics metrics,
      TrackerConfig config,
      Clock clock) {}

  private final UpdateQueue queue;
  private final Parts parts;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile @Nullable Subscription current;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  QueueReader(UpdateQueue queue, Parts parts) {
    this.queue = queue;
    this.parts = parts;
  }

  /** Begins to read. Has no effect a second time. */
  void start() {
    if (started.compareAndSet(false, true)) {
      LOG.infof("Reading %s (%s)", queue.name(), queue.kind());
      subscribe();
    }
  }

  boolean reading() {
    Subscription subscription = current;
    return subscription != null && subscription.open();
  }

  void stop() {
    stopped = true;
    Subscription subscription = current;
    if (subscription != null) {
      subscription.close();
    }
  }

  private void subscribe() {
    if (stopped) {
      return;
    }
    standing()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToUni(this::open)
        .subscribe()
        .with(
            ended -> again(),
            failure -> {
              LOG.warnf(
                  "%s cannot be read now, trying again: %s", queue.name(), failure.getMessage());
              again();
            });
  }

  /** Where the store stands with this queue. */
  private Uni<Subscription.Standing> standing() {
    Uni<List<TailMatch.Stored>> tail =
        queue.kind() == QueueKind.STREAM
            ? Uni.createFrom().item(List.of())
            : parts.log().tail(queue.name(), 2 * parts.config().prefetch());
    return Uni.combine()
        .all()
        .unis(
            parts.store().foldedThrough(queue.name()),
            parts.log().lastReceivedAt(queue.name()).map(at -> at == null ? Instant.EPOCH : at),
            tail)
        .with(Subscription.Standing::new);
  }

  private Uni<Void> open(Subscription.Standing standing) {
    Subscription subscription = new Subscription(queue, parts, standing);
    current = subscription;
    return subscription.run().invoke(() -> pauseMillis = FIRST_PAUSE_MILLIS);
  }

  private void again() {
    if (stopped) {
      return;
    }
    long pause = pauseMillis;
    pauseMillis = Math.min(2 * pauseMillis, parts.config().maxBackOff().toMillis());
    Later.run(Duration.ofMillis(pause), this::subscribe);
  }
}
