package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.domain.TailMatch;
import io.tallyboard.tracker.ingest.PlaceTaken;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection's reading of one queue: what arrives is gathered while a batch is under way, and
 * makes the next. So a quiet queue has batches of one and no delay, a busy one large batches. A
 * batch is acknowledged once its {@link Course} is run.
 */
final class Subscription {
  private static final Logger LOG = Logger.getLogger(Subscription.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

  private final UpdateQueue queue;
  private final QueueReader.Parts parts;
  private final Standing standing;
  private final Prefetch prefetch;
  private final int credit;
  private final Inbox inbox;
  private final Course course;
  private final Watch watch;
  private final Connection connection;
  private volatile @Nullable Channel channel;
  private volatile @Nullable UniEmitter<? super Void> end;

  private final Said said = new Said();

  // Guarded by this.
  private boolean consuming;
  private boolean busy;
  private boolean more;
  private boolean closed;
  private boolean gotOn;
  private @Nullable Throwable failure;

  /** Reads over a connection of its own, which it closes. */
  Subscription(
      UpdateQueue queue,
      QueueReader.Parts parts,
      Standing standing,
      Prefetch prefetch,
      Connection connection) {
    this.queue = queue;
    this.parts = parts;
    this.standing = standing;
    this.prefetch = prefetch;
    this.credit = prefetch.now();
    this.connection = connection;
    Attendance attendance = new Attendance(credit, standing.liveAt());
    this.inbox =
        new Inbox(
            standing.log(),
            gaps ->
                stream()
                    ? new Numbering.ByOffset(standing.foldedThrough(), standing.digest(), gaps)
                    : new Numbering.ByTail(new TailMatch(standing.tail())),
            attendance,
            parts.clock(),
            standing.lastReceivedAt());
    this.course =
        new Course(
            standing,
            parts.ingestion(),
            parts.positions(),
            parts.metrics(),
            onward(),
            inbox::readBefore,
            stream() ? new LazyPosition(queue.name(), parts.positions()) : null);
    this.watch = new Watch(queue, parts, prefetch, attendance, inbox, this);
  }

  private Course.Onward onward() {
    String target = queue.passOn();
    return target == null
        ? Course.Onward.none()
        : new PassingOn(
            queue, target, parts.positions(), parts.broker().confirmTimeout(), connection);
  }

  private boolean stream() {
    return queue.kind() == QueueKind.STREAM;
  }

  /**
   * Reads until the connection ends; completes when nothing of it is under way any more, and fails
   * where the queue turns out not to be the one that was read before.
   *
   * @param last the offset of a stream's last message before, -1 where there was none
   */
  Uni<Void> run(long last) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              end = emitter;
              try {
                watch.backlogEndsAt(stream() ? last : -1);
                consume();
              } catch (IOException | RuntimeException e) {
                fail(e);
              }
            });
  }

  private void consume() throws IOException {
    connection.addShutdownListener(this::ended);
    Channel opening = connection.createChannel();
    channel = opening;
    opening.addShutdownListener(this::ended);
    new QueueOpening(queue).consume(opening, credit, standing.foldedThrough(), new Taker(opening));
    synchronized (this) {
      if (closed) {
        throw new IOException("it ended as it began");
      }
      consuming = true;
    }
    pump();
    watch.begin(opening);
    if (!stream()) {
      Later.run(parts.config().redeliveryQuiet(), this::quiet);
    }
  }

  private final class Taker extends DefaultConsumer {
    Taker(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      if (!open()) {
        return;
      }
      inbox.arrive(envelope.getDeliveryTag(), properties, body);
      if (stream()) {
        watch.arrived(StreamProbe.offset(properties.getHeaders()));
      }
      if (watch.tooMuch()) {
        LOG.warnf(
            "%s: %d messages of %d bytes do not fit into memory; reading on with %d at a time",
            queue.name(), inbox.held(), inbox.heldBytes(), prefetch.now());
        close();
        return;
      }
      pump();
    }

    @Override
    public void handleCancel(String tag) {
      LOG.warnf("The broker ended the reading of %s", queue.name());
      close();
    }
  }

  private void quiet() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (!busy && consuming) {
        busy = true;
      } else {
        Later.run(parts.config().redeliveryQuiet(), this::quiet);
        return;
      }
    }
    if (!inbox.quietFor(parts.config().redeliveryQuiet(), credit)) {
      Later.run(parts.config().redeliveryQuiet(), this::quiet);
    }
    work();
  }

  /** Not in the thread in which messages arrive: that one is to be free for the next. */
  private void pump() {
    synchronized (this) {
      more = true;
      if (busy || closed || !consuming) {
        return;
      }
      busy = true;
    }
    Infrastructure.getDefaultExecutor().execute(this::work);
  }

  /** Only while busy, so that one thread at a time takes. */
  private void work() {
    while (true) {
      synchronized (this) {
        more = false;
        if (closed) {
          busy = false;
          break;
        }
      }
      Inbox.Batch batch;
      try {
        batch = inbox.next(credit);
      } catch (RuntimeException e) {
        fail(e);
        continue;
      }
      if (batch != null) {
        take(batch);
        return;
      }
      synchronized (this) {
        if (!more) {
          busy = false;
          if (!closed) {
            return;
          }
          break;
        }
      }
    }
    complete();
  }

  /**
   * The store being away is no reason to lose or to skip: the batch waits, and so does the queue.
   */
  private void take(Inbox.Batch batch) {
    Uni.createFrom()
        .deferred(() -> course.run(batch))
        .onFailure()
        .invoke(this::waits)
        .onFailure()
        .retry()
        .withBackOff(FIRST_BACK_OFF, parts.config().maxBackOff())
        .until(failed -> !isClosed())
        .emitOn(Infrastructure.getDefaultExecutor())
        .subscribe()
        .with(done -> taken(batch), failed -> work());
  }

  private void waits(Throwable e) {
    if (said.isNew(e.getMessage())) {
      LOG.warnf("%s waits: %s", queue.name(), e.getMessage());
    }
    if (e instanceof PlaceTaken) {
      // Another reader numbers this queue too: what is stored has to be read anew.
      close();
    }
  }

  private void taken(Inbox.Batch batch) {
    said.over();
    synchronized (this) {
      gotOn = true;
    }
    Channel open = channel;
    try {
      if (open != null && open.isOpen()) {
        inbox.done(batch, parts.clock().instant());
        open.basicAck(batch.lastTag(), true);
      }
    } catch (IOException | RuntimeException e) {
      // The messages will come again, and be recognised.
      LOG.debugf("%s could not be acknowledged: %s", queue.name(), e.getMessage());
    }
    work();
  }

  private void ended(ShutdownSignalException cause) {
    close();
  }

  /** Whether messages can arrive. */
  boolean open() {
    Channel open = channel;
    return !isClosed() && open != null && open.isOpen();
  }

  /** Whether it has done with any message. */
  synchronized boolean gotOn() {
    return gotOn;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void fail(Throwable e) {
    synchronized (this) {
      if (failure == null) {
        failure = e;
      }
    }
    close();
    boolean begun;
    synchronized (this) {
      begun = consuming;
    }
    if (!begun) {
      complete();
    }
  }

  void close() {
    boolean idle;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      // Before that, it is the failure to begin that ends it.
      idle = consuming && !busy;
    }
    watch.end();
    connection.abort(0);
    if (idle) {
      complete();
    }
  }

  private void complete() {
    UniEmitter<? super Void> emitter = end;
    Throwable why;
    synchronized (this) {
      why = failure;
    }
    if (emitter == null) {
      return;
    }
    if (why == null) {
      emitter.complete(null);
    } else {
      emitter.fail(why);
    }
  }
}
