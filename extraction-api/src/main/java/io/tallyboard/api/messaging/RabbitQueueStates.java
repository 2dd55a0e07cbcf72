package io.tallyboard.api.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.kit.Broker;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker for queues by declaring them passively. The broker closes the channel of a question
 * about what is not there: so the questions have a connection of their own, which nothing else is sent
 * over. One round of questions runs at a time; whoever comes meanwhile gets what is known.
 */
@ApplicationScoped
class RabbitQueueStates implements ExtractorQueues {
  private static final Logger LOG = Logger.getLogger(RabbitQueueStates.class);

  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration FORGOTTEN = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Broker broker;
  private final InstantSource clock;
  private final Map<String, QueueState> known = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Instant notBefore = Instant.EPOCH;
  private @Nullable Connection connection;
  private @Nullable Channel channel;

  RabbitQueueStates(Broker broker, InstantSource clock) {
    this.broker = broker;
    this.clock = clock;
  }

  @Override
  public Uni<Map<String, QueueState>> states(Collection<String> queues) {
    List<String> stale =
        queues.stream().distinct().filter(queue -> !youngerThan(FRESH, known.get(queue))).toList();
    if (stale.isEmpty() || clock.instant().isBefore(notBefore)) {
      return Uni.createFrom().item(() -> remembered(queues));
    }
    return Uni.createFrom()
        .voidItem()
        .invoke(() -> ask(stale))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(PATIENCE.multipliedBy(2))
        .recoverWithUni(Uni.createFrom().voidItem())
        .map(asked -> remembered(queues));
  }

  private boolean youngerThan(Duration age, @Nullable QueueState state) {
    return state != null && state.checkedAt().isAfter(clock.instant().minus(age));
  }

  private Map<String, QueueState> remembered(Collection<String> queues) {
    Map<String, QueueState> found = new HashMap<>();
    for (String queue : queues) {
      QueueState state = known.get(queue);
      if (state != null && youngerThan(FORGOTTEN, state)) {
        found.put(queue, state);
      }
    }
    return found;
  }

  /** As many as there is time for; the others have their turn with the next page. */
  private void ask(List<String> queues) {
    if (!asking.tryLock()) {
      return;
    }
    try {
      Instant until = clock.instant().plus(PATIENCE);
      known.values().removeIf(state -> !youngerThan(FORGOTTEN, state));
      for (String queue : queues) {
        if (clock.instant().isAfter(until)) {
          return;
        }
        known.put(queue, ask(queue));
      }
    } catch (IOException | TimeoutException | RuntimeException e) {
      LOG.debugf(e, "The broker does not tell of its queues");
      notBefore = clock.instant().plus(AFTER_FAILURE);
      close();
    } finally {
      asking.unlock();
    }
  }

  private QueueState ask(String queue) throws IOException, TimeoutException {
    try {
      AMQP.Queue.DeclareOk there = open().queueDeclarePassive(queue);
      return new QueueState(
          true, there.getMessageCount(), there.getConsumerCount(), clock.instant());
    } catch (IOException e) {
      if (RabbitJobSender.notFound(e)) {
        return QueueState.missing(clock.instant());
      }
      throw e;
    }
  }

  private Channel open() throws IOException, TimeoutException {
    Connection current = connection;
    if (current == null || !current.isOpen()) {
      current = broker.connect("tallyboard queue states", PATIENCE.multipliedBy(2));
      connection = current;
    }
    Channel usable = channel;
    if (usable == null || !usable.isOpen()) {
      usable = current.createChannel();
      channel = usable;
    }
    return usable;
  }

  @PreDestroy
  void close() {
    Connection current = connection;
    if (current != null) {
      current.abort(Math.toIntExact(PATIENCE.toMillis()));
    }
  }
}
