package io.tallyboard.api.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.DeadMessage;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.ErrorQueues;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.kit.Broker;
import io.tallyboard.kit.ConfirmedPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes messages from error queues one by one, over a connection that lives for one round: what was
 * taken and not acknowledged is back in its place as soon as that is closed.
 */
@ApplicationScoped
class RabbitErrorQueues implements ErrorQueues {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Broker broker;
  private final ConfirmedPublisher publisher;
  private final DeadMessages messages;

  RabbitErrorQueues(Broker broker, ConfirmedPublisher publisher, DeadMessages messages) {
    this.broker = broker;
    this.publisher = publisher;
    this.messages = messages;
  }

  @Override
  public Uni<Integer> drain(String queue, int most, Function<DeadMessage, Uni<Void>> keep) {
    return Blocking.call(() -> broker.connect("tallyboard error queues", PATIENCE))
        .chain(
            connection ->
                Blocking.call(() -> channel(connection, queue))
                    .chain(
                        channel ->
                            channel
                                .map(open -> next(open, queue, most, 0, keep))
                                .orElseGet(() -> Uni.createFrom().item(0)))
                    .onTermination()
                    .invoke(() -> connection.abort(Math.toIntExact(PATIENCE.toMillis()))));
  }

  private static Optional<Channel> channel(Connection connection, String queue) throws IOException {
    Channel channel = connection.createChannel();
    try {
      channel.queueDeclarePassive(queue);
      return Optional.of(channel);
    } catch (IOException e) {
      if (RabbitJobSender.notFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Uni<Integer> next(
      Channel channel, String queue, int most, int taken, Function<DeadMessage, Uni<Void>> keep) {
    if (taken >= most) {
      return Uni.createFrom().item(taken);
    }
    return Blocking.call(() -> Optional.ofNullable(channel.basicGet(queue, false)))
        .chain(
            got ->
                got.map(
                        message ->
                            keep.apply(messages.read(message.getBody(), message.getProps()))
                                .chain(() -> acknowledged(channel, message))
                                .chain(() -> next(channel, queue, most, taken + 1, keep)))
                    .orElseGet(() -> Uni.createFrom().item(taken)));
  }

  private static Uni<Boolean> acknowledged(Channel channel, GetResponse message) {
    return Blocking.call(
        () -> {
          channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
          return true;
        });
  }

  @Override
  public Uni<Outcome> sendAgain(ErrorMessage message, String queue, Secret key) {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(RabbitJobSender.PERSISTENT)
            .correlationId(message.correlationId())
            .replyTo(message.replyTo())
            .build();
    return Uni.createFrom()
        .item(key)
        .map(
            secret -> {
              try {
                return messages.again(message, secret);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .chain(body -> publisher.publish(queue, properties, body))
        .map(RabbitJobSender::outcome);
  }
}
