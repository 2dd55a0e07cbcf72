package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.api.domain.port.ReplaySender;
import io.tallyboard.contract.wire.Replay;
import io.tallyboard.kit.ConfirmedPublisher;
import jakarta.enterprise.context.ApplicationScoped;

/** Replays go through the update queues, as all that changes a job. */
@ApplicationScoped
class RabbitReplaySender implements ReplaySender {
  private final ConfirmedPublisher publisher;
  private final ObjectMapper json;

  RabbitReplaySender(ConfirmedPublisher publisher, ObjectMapper json) {
    this.publisher = publisher;
    this.json = json;
  }

  @Override
  public Uni<Outcome> send(String updateQueue, Replay replay) {
    byte[] body;
    try {
      body = json.writeValueAsBytes(replay);
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(RabbitJobSender.PERSISTENT)
            .build();
    return publisher
        .publish(updateQueue, properties, body)
        .map(
            outcome ->
                switch (outcome) {
                  case CONFIRMED -> Outcome.CONFIRMED;
                  case RETURNED -> Outcome.NO_SUCH_QUEUE;
                });
  }
}
