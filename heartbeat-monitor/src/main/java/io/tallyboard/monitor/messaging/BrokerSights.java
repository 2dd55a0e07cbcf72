package io.tallyboard.monitor.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.kit.Broker;
import io.tallyboard.monitor.domain.QueueSight;
import io.tallyboard.monitor.domain.QueueSights;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Declares queues passively. The broker closes the channel of a question about what is not there: so
 * the questions have a connection of their own.
 */
@ApplicationScoped
class BrokerSights implements QueueSights {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Broker broker;
  private final InstantSource clock;
  private @Nullable Connection connection;
  private @Nullable Channel channel;
  private boolean away;
  private Instant back = Instant.EPOCH;

  BrokerSights(Broker broker, InstantSource clock) {
    this.broker = broker;
    this.clock = clock;
  }

  @Override
  public Uni<Sights> look(Set<String> queues) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              try {
                emitter.complete(ask(queues));
              } catch (IOException | TimeoutException | RuntimeException e) {
                emitter.fail(e);
              }
            })
        .map(Sights.class::cast)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private synchronized Sights ask(Set<String> queues) throws IOException, TimeoutException {
    try {
      open();
      Map<String, QueueSight> sights = new HashMap<>();
      for (String queue : queues) {
        sights.put(queue, ask(queue));
      }
      return new Sights(sights, back);
    } catch (IOException | TimeoutException | RuntimeException e) {
      away = true;
      close();
      throw e;
    }
  }

  private QueueSight ask(String queue) throws IOException, TimeoutException {
    try {
      AMQP.Queue.DeclareOk there = open().queueDeclarePassive(queue);
      return new QueueSight(true, there.getMessageCount(), there.getConsumerCount());
    } catch (IOException e) {
      if (isNotFound(e)) {
        return QueueSight.MISSING;
      }
      throw e;
    }
  }

  private static boolean isNotFound(IOException e) {
    return e.getCause() instanceof ShutdownSignalException closed
        && closed.getReason() instanceof AMQP.Channel.Close reason
        && reason.getReplyCode() == AMQP.NOT_FOUND;
  }

  private Channel open() throws IOException, TimeoutException {
    Connection current = connection;
    if (current == null || !current.isOpen()) {
      away |= current != null;
      current = broker.connect("tallyboard running jobs", PATIENCE);
      connection = current;
      channel = null;
      back = away ? clock.instant() : back;
      away = false;
    }
    Channel usable = channel;
    if (usable == null || !usable.isOpen()) {
      usable = current.createChannel();
      channel = usable;
    }
    return usable;
  }

  @PreDestroy
  synchronized void close() {
    Connection current = connection;
    if (current != null) {
      current.abort(Math.toIntExact(PATIENCE.toMillis()));
    }
  }
}
