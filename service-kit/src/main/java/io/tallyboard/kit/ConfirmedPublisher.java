package io.tallyboard.kit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to a queue by its name, {@code mandatory} and with publisher confirms: the answer says
 * whether the broker has the message, or no such queue exists. At least once: a failure means that
 * nobody knows.
 *
 * <p>Safe for use by many threads; messages go out in the order of subscription of one thread. The
 * connection is opened at the first use, and again after it broke.
 */
@ApplicationScoped
public class ConfirmedPublisher {

  /** What became of a message. */
  public enum Outcome {
    CONFIRMED,
    /** No such queue: the broker handed the message back. */
    RETURNED
  }

  private final Broker broker;
  private final BrokerConfig config;
  private final Object lock = new Object();
  private @Nullable Link link;

  public ConfirmedPublisher(Broker broker, BrokerConfig config) {
    this.broker = broker;
    this.config = config;
  }

  /**
   * Sends one persistent message through the default exchange.
   *
   * @param properties its message id is set here, to tell a return from its confirm
   */
  public Uni<Outcome> publish(String queue, AMQP.BasicProperties properties, byte[] body) {
    return Uni.createFrom()
        .<Outcome>emitter(emitter -> send(queue, properties, body, Reply.to(emitter)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(config.confirmTimeout())
        .failWith(() -> new TimeoutException("the broker did not confirm in time"));
  }

  /** One of several messages. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Message(String queue, AMQP.BasicProperties properties, byte[] body) {
    @Override
    public String toString() {
      return "to " + queue;
    }
  }

  /**
   * What became of one of several messages.
   *
   * @param outcome null where nobody knows
   * @param sent whether it may have gone out at all
   */
  public record Answer(@Nullable Outcome outcome, boolean sent) {}

  /** Sends several messages, in this order; of each what became of it, in the same order. */
  public Uni<List<Answer>> publishAll(List<Message> messages) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    messages.forEach(message -> answers.add(new CompletableFuture<>()));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    return Uni.createFrom()
        .voidItem()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            () -> {
              for (int i = 0; i < messages.size(); i++) {
                Message m = messages.get(i);
                send(m.queue(), m.properties(), m.body(), Reply.to(answers.get(i)));
              }
            })
        .chain(
            () ->
                Uni.createFrom()
                    .completionStage(all)
                    .ifNoItem()
                    .after(config.confirmTimeout())
                    .recoverWithUni(Uni.createFrom().voidItem()))
        .map(
            done -> answers.stream().map(answer -> answer.getNow(new Answer(null, true))).toList());
  }

  /** Runs with a channel of its own, closed afterwards: to declare, or to ask. */
  public Uni<Void> withChannel(ChannelAction action) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter -> {
              try {
                Channel channel;
                synchronized (lock) {
                  channel = open().connection.createChannel();
                }
                try {
                  action.run(channel);
                } finally {
                  if (channel.isOpen()) {
                    channel.close();
                  }
                }
                emitter.complete(null);
              } catch (IOException | TimeoutException | RuntimeException e) {
                emitter.fail(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** Something to do with a channel. */
  @FunctionalInterface
  public interface ChannelAction {
    void run(Channel channel) throws IOException;
  }

  private void send(String queue, AMQP.BasicProperties properties, byte[] body, Reply reply) {
    String id = UUID.randomUUID().toString();
    AMQP.BasicProperties stamped = properties.builder().messageId(id).build();
    synchronized (lock) {
      @Nullable Link used = null;
      long tag = -1;
      try {
        used = open();
        tag = used.channel.getNextPublishSeqNo();
        used.pending.put(tag, new Pending(id, reply));
        used.channel.basicPublish("", queue, true, stamped, body);
      } catch (IOException | TimeoutException | RuntimeException e) {
        if (used != null) {
          used.pending.remove(tag);
        }
        reply.failed(e, used != null);
      }
    }
  }

  private Link open() throws IOException, TimeoutException {
    Link current = link;
    if (current == null || !current.channel.isOpen()) {
      if (current != null) {
        current.connection.abort();
      }
      current = new Link(broker.connect("tallyboard publisher"));
      link = current;
    }
    return current;
  }

  @PreDestroy
  void close() {
    synchronized (lock) {
      if (link != null) {
        link.connection.abort();
      }
    }
  }

  private record Pending(String messageId, Reply reply) {}

  /** Who waits for an answer. */
  private interface Reply {
    void came(Outcome outcome);

    /** Whether the message may have gone out is told, too. */
    void failed(Throwable why, boolean sent);

    static Reply to(UniEmitter<? super Outcome> emitter) {
      return new Reply() {
        @Override
        public void came(Outcome outcome) {
          emitter.complete(outcome);
        }

        @Override
        public void failed(Throwable why, boolean sent) {
          emitter.fail(why);
        }
      };
    }

    static Reply to(CompletableFuture<Answer> answer) {
      return new Reply() {
        @Override
        public void came(Outcome outcome) {
          answer.complete(new Answer(outcome, true));
        }

        @Override
        public void failed(Throwable why, boolean sent) {
          answer.complete(new Answer(null, sent));
        }
      };
    }
  }

  /** One connection's life, and what it still owes an answer for. */
  private static final class Link {
    /** Within this time the return follows, if the nack is one's. */
    private static final long RETURN_AFTER_NACK_MILLIS = 500;

    final Connection connection;
    final Channel channel;
    final ConcurrentSkipListMap<Long, Pending> pending = new ConcurrentSkipListMap<>();
    private final Map<String, Boolean> returned = new ConcurrentHashMap<>();
    private final Map<String, Pending> refused = new ConcurrentHashMap<>();

    Link(Connection connection) throws IOException {
      this.connection = connection;
      this.channel = connection.createChannel();
      channel.confirmSelect();
      // RabbitMQ sends the return and then an ack; Qpid a nack and then the return.
      channel.addReturnListener(
          back -> giveBack(String.valueOf(back.getProperties().getMessageId())));
      channel.addConfirmListener(
          (tag, multiple) -> settle(tag, multiple, true),
          (tag, multiple) -> settle(tag, multiple, false));
      channel.addShutdownListener(
          cause -> {
            pending.values().forEach(p -> p.reply.failed(cause, true));
            pending.clear();
          });
    }

    private void settle(long tag, boolean multiple, boolean ack) {
      Map<Long, Pending> settled =
          multiple ? pending.headMap(tag, true) : pending.subMap(tag, true, tag, true);
      settled.values().forEach(p -> answer(p, ack));
      settled.clear();
    }

    private void answer(Pending p, boolean ack) {
      if (returned.remove(p.messageId) != null) {
        p.reply.came(Outcome.RETURNED);
      } else if (ack) {
        p.reply.came(Outcome.CONFIRMED);
      } else {
        refused.put(p.messageId, p);
        var unused =
            Infrastructure.getDefaultWorkerPool()
                .schedule(() -> refuse(p), RETURN_AFTER_NACK_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void giveBack(String messageId) {
      @Nullable Pending nacked = refused.remove(messageId);
      if (nacked == null) {
        returned.put(messageId, true);
      } else {
        nacked.reply.came(Outcome.RETURNED);
      }
    }

    private void refuse(Pending p) {
      if (refused.remove(p.messageId) != null) {
        p.reply.failed(new IOException("the broker refused the message"), true);
      }
    }
  }
}
