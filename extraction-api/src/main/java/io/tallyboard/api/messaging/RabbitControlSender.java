package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.kit.ConfirmedPublisher;
import jakarta.enterprise.context.ApplicationScoped;

/** Control updates go through the update queues, as all that changes a job. */
@ApplicationScoped
class RabbitControlSender implements ControlSender {
  private final ConfirmedPublisher publisher;
  private final ObjectMapper json;

  RabbitControlSender(ConfirmedPublisher publisher, ObjectMapper json) {
    this.publisher = publisher;
    this.json = json;
  }

  @Override
  public Uni<Outcome> tell(ControlUpdate update, String queue) {
    byte[] body;
    try {
      body = json.writeValueAsBytes(update);
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(RabbitJobSender.PERSISTENT)
            .correlationId(update.jobId())
            .build();
    return publisher
        .publish(queue, properties, body)
        .map(
            outcome ->
                switch (outcome) {
                  case CONFIRMED -> Outcome.CONFIRMED;
                  case RETURNED -> Outcome.NO_SUCH_QUEUE;
                });
  }
}
