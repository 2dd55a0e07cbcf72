package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.TailMatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection's reading of one queue: what arrives is gathered while a batch is under way, and
 * makes the next. So a quiet queue has batches of one and no delay, a busy one large batches. A batch
 * is acknowledged once it is stored and folded.
 */
final class Subscription {
  private static final Logger LOG = Logger.getLogger(Subscription.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

  /**
   * Where the store stands with the queue.
   *
   * @param foldedThrough the place up to which everything is folded; -1 before the first
   * @param lastReceivedAt of the last stored message: time does not go back within a queue
   * @param tail the last stored messages, of a plain queue
   */
  record Standing(long foldedThrough, Instant lastReceivedAt, List<TailMatch.Stored> tail) {}

  private final UpdateQueue queue;
  private final QueueReader.Parts parts;
  private final Standing standing;
  private final Inbox inbox;
  private @Nullable Connection connection;
  private @Nullable Channel channel;
  private @Nullable UniEmitter<? super Void> end;
  private boolean busy;
  private boolean closed;

  Subscription(UpdateQueue queue, QueueReader.Parts parts, Standing standing) {
    this.queue = queue;
    this.parts = parts;
    this.standing = standing;
    Numbering numbering =
        queue.kind() == QueueKind.STREAM
            ? new Numbering.ByOffset(standing.foldedThrough(), this::missing)
            : new Numbering.ByTail(new TailMatch(standing.tail()));
    this.inbox = new Inbox(queue.name(), numbering, parts.clock(), standing.lastReceivedAt());
  }

  /** Reads until the connection ends; completes when nothing of it is under way any more. */
  Uni<Void> run() {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              end = emitter;
              try {
                consume();
              } catch (IOException | TimeoutException | RuntimeException e) {
                close();
                emitter.fail(e);
              }
            });
  }

  private void consume() throws IOException, TimeoutException {
    Connection opened = parts.broker().connect("tallyboard job-tracker " + queue.name());
    synchronized (this) {
      connection = opened;
      if (closed) {
        opened.abort();
        throw new IOException("stopped");
      }
    }
    boolean stream = queue.kind() == QueueKind.STREAM;
    Channel opening = opened.createChannel();
    channel = opening;
    opened.addShutdownListener(this::ended);
    opening.addShutdownListener(this::ended);
    opening.queueDeclare(
        queue.name(), true, false, false, stream ? Map.of(Topology.QUEUE_TYPE, "stream") : null);
    opening.basicQos(parts.config().prefetch());
    Map<String, Object> arguments =
        stream ? Map.of(Topology.STREAM_OFFSET, standing.foldedThrough() + 1) : Map.of();
    // A plain queue's one consumer numbers what it takes, so it must be the only one.
    opening.basicConsume(queue.name(), false, "", false, !stream, arguments, new Taker(opening));
    if (!stream) {
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
      inbox.arrive(envelope.getDeliveryTag(), properties.getHeaders(), body);
      pump();
    }

    @Override
    public void handleCancel(String tag) {
      LOG.warnf("The broker ended the reading of %s", queue.name());
      close();
    }
  }

  private void quiet() {
    if (inbox.quietFor(parts.config().redeliveryQuiet())) {
      pump();
    } else if (!isClosed()) {
      Later.run(parts.config().redeliveryQuiet(), this::quiet);
    }
  }

  private void pump() {
    Inbox.Batch batch;
    synchronized (this) {
      if (busy || closed) {
        return;
      }
      batch = inbox.next(parts.config().prefetch());
      if (batch == null) {
        return;
      }
      busy = true;
    }
    take(batch);
  }

  /** The store being away is no reason to lose or to skip: the batch waits, and so does the queue. */
  private void take(Inbox.Batch batch) {
    List<Delivery> deliveries = batch.deliveries();
    Uni.createFrom()
        .deferred(() -> parts.ingestion().take(deliveries))
        .onFailure()
        .invoke(e -> LOG.warnf("%s waits: %s", queue.name(), e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_BACK_OFF, parts.config().maxBackOff())
        .until(failure -> !isClosed())
        .subscribe()
        .with(done -> taken(batch.lastTag()), failure -> idle());
  }

  private void taken(long lastTag) {
    Channel open = channel;
    try {
      if (open != null && open.isOpen()) {
        open.basicAck(lastTag, true);
      }
    } catch (IOException | RuntimeException e) {
      // The messages will come again, and be recognised.
      LOG.debugf("%s could not be acknowledged: %s", queue.name(), e.getMessage());
    }
    idle();
  }

  private void idle() {
    boolean over;
    synchronized (this) {
      busy = false;
      over = closed;
    }
    if (over) {
      complete();
    } else {
      pump();
    }
  }

  private void missing(long count) {
    parts.metrics().missing(count);
    LOG.errorf(
        "%s: %d messages were removed before they were read; its retention is too short",
        queue.name(), count);
  }

  private void ended(ShutdownSignalException cause) {
    close();
  }

  /** Whether messages can arrive. */
  synchronized boolean open() {
    return !closed && channel != null && channel.isOpen();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  void close() {
    boolean idle;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      idle = !busy;
    }
    Connection open = connection;
    if (open != null) {
      open.abort(0);
    }
    if (idle) {
      complete();
    }
  }

  private void complete() {
    UniEmitter<? super Void> emitter = end;
    if (emitter != null) {
      emitter.complete(null);
    }
  }
}
