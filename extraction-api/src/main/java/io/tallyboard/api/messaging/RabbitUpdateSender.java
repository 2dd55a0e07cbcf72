package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.api.domain.port.ReplaySender;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.Replay;
import io.tallyboard.kit.ConfirmedPublisher;
import jakarta.enterprise.context.ApplicationScoped;

/** Control updates and replays go through the update queues, as all that changes a job. */
@ApplicationScoped
class RabbitUpdateSender implements ControlSender, ReplaySender {
  private final ConfirmedPublisher publisher;
  private final ObjectMapper json;

  RabbitUpdateSender(ConfirmedPublisher publisher, ObjectMapper json) {
    this.publisher = publisher;
    this.json = json;
  }

  @Override
  public Uni<Outcome> tell(ControlUpdate update, String queue) {
    return publish(queue, properties().correlationId(update.jobId()), update);
  }

  @Override
  public Uni<Outcome> send(String updateQueue, Replay replay) {
    return publish(updateQueue, properties(), replay);
  }

  private static AMQP.BasicProperties.Builder properties() {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(RabbitJobSender.PERSISTENT);
  }

  private Uni<Outcome> publish(
      String queue, AMQP.BasicProperties.Builder properties, Object update) {
    byte[] body;
    try {
      body = json.writeValueAsBytes(update);
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
    return publisher.publish(queue, properties.build(), body).map(RabbitJobSender::outcome);
  }
}
