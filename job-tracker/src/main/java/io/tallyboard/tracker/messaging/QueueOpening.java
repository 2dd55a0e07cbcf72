package io.tallyboard.tracker.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.ShutdownSignalException;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Begins to consume a queue. The consumer of a plain queue numbers what it takes, so it must be the
 * only one. It is {@code exclusive}, but RabbitMQ heeds that on classic queues alone; so we count
 * as well, and of two that come at once at least one sees the other and leaves, before it takes
 * anything.
 */
final class QueueOpening {
  private final UpdateQueue queue;

  QueueOpening(UpdateQueue queue) {
    this.queue = queue;
  }

  /** Consumes; nothing of it may be taken before this returns. */
  void consume(Channel channel, int credit, long offset, Consumer consumer) throws IOException {
    boolean stream = queue.kind() == QueueKind.STREAM;
    try {
      if (!stream) {
        alone(channel, 0);
      }
      channel.basicQos(credit);
      Map<String, Object> arguments =
          stream ? Map.of(Topology.STREAM_OFFSET, Math.max(0, offset)) : Map.of();
      channel.basicConsume(queue.name(), false, "", false, !stream, arguments, consumer);
      if (!stream) {
        alone(channel, 1);
      }
    } catch (IOException e) {
      throw told(e);
    }
  }

  /**
   * Sees to it that the queue is there. It is declared only where it is not: whoever declared it may
   * have given it arguments. A foreign queue is its owner's to declare.
   */
  void declare(Connection connection) throws IOException, TimeoutException {
    try (Channel channel = connection.createChannel()) {
      channel.queueDeclarePassive(queue.name());
    } catch (IOException e) {
      if (!refusedWith(e, AMQP.NOT_FOUND)) {
        throw e;
      }
      if (queue.kind() == QueueKind.FOREIGN) {
        throw missing();
      }
      Map<String, Object> arguments =
          queue.kind() == QueueKind.STREAM ? Map.of(Topology.QUEUE_TYPE, "stream") : Map.of();
      try (Channel channel = connection.createChannel()) {
        channel.queueDeclare(queue.name(), true, false, false, arguments);
      }
    }
  }

  private void alone(Channel channel, int consumers) throws IOException {
    if (channel.queueDeclarePassive(queue.name()).getConsumerCount() > consumers) {
      throw taken();
    }
  }

  private IOException told(IOException e) {
    if (refusedWith(e, AMQP.NOT_FOUND) && queue.kind() == QueueKind.FOREIGN) {
      return missing();
    }
    return refusedWith(e, AMQP.ACCESS_REFUSED) && String.valueOf(e.getCause()).contains("exclusive")
        ? taken()
        : e;
  }

  private static boolean refusedWith(IOException e, int code) {
    return e.getCause() instanceof ShutdownSignalException closed
        && closed.getReason() instanceof AMQP.Channel.Close reason
        && reason.getReplyCode() == code;
  }

  private NotNow missing() {
    return new NotNow("the queue %s does not exist; it waits for it".formatted(queue.name()));
  }

  private NotNow taken() {
    return new NotNow(
        "the queue %s has another consumer, and there can be only one; it waits until that is gone"
            .formatted(queue.name()));
  }
}
