package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.Broker;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.ingest.IngestMetrics;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.UpdateLog;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
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
      QueuePositions positions,
      IngestMetrics metrics,
      TrackerConfig config,
      MemoryBudget budget,
      Clock clock) {}

  private final UpdateQueue queue;
  private final Parts parts;
  private final Standings standings;
  private final StreamOpening opening;
  private final Prefetch prefetch;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean stopped;
  private volatile @Nullable Subscription current;
  private final Said said = new Said();
  private volatile @Nullable String waitingFor;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  QueueReader(UpdateQueue queue, Parts parts) {
    this.queue = queue;
    this.parts = parts;
    this.standings = new Standings(parts.positions(), parts.log(), parts.ingestion());
    this.opening = new StreamOpening(standings, parts.positions(), parts.config().streamPatience());
    this.prefetch = new Prefetch(parts.config().prefetch());
  }

  /** Begins to read. Has no effect a second time. */
  void start() {
    if (started.compareAndSet(false, true)) {
      LOG.infof("Reading %s (%s)", queue.name(), queue.kind());
      parts.budget().join();
      subscribe();
    }
  }

  boolean reading() {
    Subscription subscription = current;
    return subscription != null && subscription.open();
  }

  /** What somebody else has to do first, as with a foreign queue that is not there; else null. */
  @Nullable String waitingFor() {
    return reading() ? null : waitingFor;
  }

  void stop() {
    if (started.get() && !stopped) {
      parts.budget().leave();
    }
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
    standings
        .of(queue.name(), queue.kind())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToUni(this::open)
        .subscribe()
        .with(
            ended -> again(),
            failure -> {
              failed(failure);
              again();
            });
  }

  private void failed(Throwable failure) {
    boolean foreign = queue.kind() == QueueKind.FOREIGN;
    waitingFor = foreign && failure instanceof NotNow ? failure.getMessage() : null;
    if (said.isNew(failure.getMessage())) {
      LOG.warnf("%s cannot be read now, trying again: %s", queue.name(), failure.getMessage());
    }
  }

  private Uni<Void> open(Standing standing) {
    Connection connection;
    try {
      connection = parts.broker().connect("tallyboard job-tracker " + queue.name());
    } catch (IOException | TimeoutException e) {
      return Uni.createFrom().failure(e);
    }
    return declared(connection)
        .chain(
            () ->
                queue.kind() == QueueKind.STREAM
                    ? opening.open(connection, standing, parts.clock().instant())
                    : Uni.createFrom().item(-1L))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(last -> read(standing, connection, last))
        .onFailure(StreamMadeAnew.class)
        .recoverWithUni(() -> anew(standing))
        .onTermination()
        .invoke(() -> connection.abort(1_000));
  }

  private Uni<Void> declared(Connection connection) {
    try {
      new QueueOpening(queue).declare(connection);
      return Uni.createFrom().voidItem();
    } catch (IOException | TimeoutException | RuntimeException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private Uni<Void> read(Standing standing, Connection connection, long last) {
    Subscription subscription = new Subscription(queue, parts, standing, prefetch, connection);
    current = subscription;
    if (stopped) {
      subscription.close();
    }
    return subscription
        .run(last)
        .invoke(() -> said.over())
        .onTermination()
        .invoke(
            () -> {
              // One that breaks before it got anywhere will break again.
              if (subscription.gotOn()) {
                pauseMillis = FIRST_PAUSE_MILLIS;
              }
            });
  }

  private Uni<Void> anew(Standing standing) {
    try {
      Connection connection = parts.broker().connect("tallyboard job-tracker " + queue.name());
      return opening
          .anew(connection, standing)
          .onTermination()
          .invoke(() -> connection.abort(1_000))
          .replaceWithVoid();
    } catch (IOException | TimeoutException e) {
      return Uni.createFrom().failure(e);
    }
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
