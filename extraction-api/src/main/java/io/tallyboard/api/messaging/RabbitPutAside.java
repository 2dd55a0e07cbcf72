package io.tallyboard.api.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.PutAside;
import io.tallyboard.contract.Topology;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.kit.ConfirmedPublisher.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Over a connection that lives for one message: what was taken and not acknowledged is back in its place
 * as soon as that is closed.
 */
@ApplicationScoped
class RabbitPutAside implements PutAside {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Broker broker;
  private final ConfirmedPublisher publisher;
  private final DeadMessages messages;

  RabbitPutAside(Broker broker, ConfirmedPublisher publisher, DeadMessages messages) {
    this.broker = broker;
    this.publisher = publisher;
    this.messages = messages;
  }

  @Override
  public Uni<Boolean> first(String queue, String jobId) {
    return Blocking.call(() -> broker.connect("tallyboard puts aside", PATIENCE))
        .chain(
            connection ->
                Blocking.call(() -> taken(connection.createChannel(), queue, jobId))
                    .chain(taken -> moved(taken, queue))
                    .onTermination()
                    .invoke(() -> connection.abort(Math.toIntExact(PATIENCE.toMillis()))));
  }

  /** What was taken from where. */
  private record Taken(Channel channel, GetResponse message) {}

  private Optional<Taken> taken(Channel channel, String queue, String jobId) throws IOException {
    GetResponse first = channel.basicGet(queue, false);
    return Optional.ofNullable(first)
        .filter(message -> isOf(jobId, message))
        .map(message -> new Taken(channel, message));
  }

  private boolean isOf(String jobId, GetResponse message) {
    return jobId.equals(messages.read(message.getBody(), message.getProps()).jobId());
  }

  private Uni<Boolean> moved(Optional<Taken> taken, String queue) {
    if (taken.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    GetResponse message = taken.get().message();
    return publisher
        .publish(Topology.errorQueue(queue), message.getProps(), message.getBody())
        .chain(
            outcome ->
                outcome == Outcome.CONFIRMED
                    ? Blocking.call(() -> acknowledged(taken.get()))
                    : Uni.createFrom().item(false));
  }

  private static boolean acknowledged(Taken taken) throws IOException {
    taken.channel().basicAck(taken.message().getEnvelope().getDeliveryTag(), false);
    return true;
  }
}
