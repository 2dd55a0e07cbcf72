package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.ingest.QueuePositions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives what one subscription took on to another queue: unchanged, in order, each message at least
 * once. The store keeps how far that went, so that a crash repeats one batch at most.
 *
 * <p>It uses the subscription's own connection: when the broker hands the messages to another
 * reader, this one can pass nothing on any more.
 */
final class PassingOn implements Course.Onward {
  private final UpdateQueue queue;
  private final String target;
  private final QueuePositions positions;
  private final Duration confirmWithin;
  private final Connection connection;
  private @Nullable Channel channel;
  private volatile boolean returned;
  private @Nullable Long through;

  PassingOn(
      UpdateQueue queue,
      String target,
      QueuePositions positions,
      Duration confirmWithin,
      Connection connection) {
    this.queue = queue;
    this.target = target;
    this.positions = positions;
    this.confirmWithin = confirmWithin;
    this.connection = connection;
  }

  /**
   * Passes a batch on; completes when the broker has it. After a failure the same batch may come
   * again.
   */
  @Override
  public Uni<Void> pass(List<Taken> batch) {
    return known()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            () ->
                Uni.createFrom()
                    .<Void>emitter(
                        emitter -> {
                          try {
                            publish(batch);
                            emitter.complete(null);
                          } catch (IOException | TimeoutException | RuntimeException e) {
                            emitter.fail(e);
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            emitter.fail(e);
                          }
                        }))
        .chain(() -> positions.passedThrough(queue.name(), last(batch)));
  }

  private static long last(List<Taken> batch) {
    return batch.get(batch.size() - 1).delivery().seq();
  }

  /** How far an earlier reader came. */
  private Uni<Void> known() {
    return through != null
        ? Uni.createFrom().voidItem()
        : positions
            .of(queue.name())
            .invoke(
                position -> {
                  Long passed = position.map(QueuePosition::passedThrough).orElse(null);
                  through = passed == null ? -1L : passed;
                })
            .replaceWithVoid();
  }

  private void publish(List<Taken> batch)
      throws IOException, TimeoutException, InterruptedException {
    if (target.equals(queue.name())) {
      throw new NotNow("the queue %s cannot be passed on to itself".formatted(target));
    }
    Channel open = open();
    long passed = through == null ? -1 : through;
    returned = false;
    for (Taken message : batch) {
      if (message.delivery().seq() > passed) {
        open.basicPublish("", target, true, passable(message.properties()), message.body());
      }
    }
    boolean confirmed = open.waitForConfirms(confirmWithin.toMillis());
    if (returned) {
      throw new NotNow(
          "the queue %s, to which %s is passed on, does not exist; it waits for it"
              .formatted(target, queue.name()));
    }
    if (!confirmed) {
      throw new IOException("the broker refused what is passed on to " + target);
    }
    through = Math.max(passed, last(batch));
  }

  /** The broker lets nobody publish under another user's name, and would close the channel. */
  private static AMQP.BasicProperties passable(AMQP.BasicProperties properties) {
    return properties.getUserId() == null ? properties : properties.builder().userId(null).build();
  }

  private Channel open() throws IOException {
    Channel open = channel;
    if (open == null || !open.isOpen()) {
      open = connection.createChannel();
      open.confirmSelect();
      // Before the confirm of the same message, so that a confirmed batch shows all of its returns.
      open.addReturnListener(back -> returned = true);
      channel = open;
    }
    return open;
  }
}
