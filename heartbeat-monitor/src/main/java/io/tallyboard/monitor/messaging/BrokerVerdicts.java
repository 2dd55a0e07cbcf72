package io.tallyboard.monitor.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.kit.ConfirmedPublisher.Outcome;
import io.tallyboard.monitor.domain.PlacedJob;
import io.tallyboard.monitor.domain.RunningJob;
import io.tallyboard.monitor.domain.Verdict;
import io.tallyboard.monitor.domain.VerdictSink;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;

/** Verdicts as control updates on the update queues of their jobs. */
@ApplicationScoped
class BrokerVerdicts implements VerdictSink {
  private final ConfirmedPublisher publisher;
  private final ObjectMapper json;
  private final InstantSource clock;

  BrokerVerdicts(ConfirmedPublisher publisher, ObjectMapper json, InstantSource clock) {
    this.publisher = publisher;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Uni<Void> tell(Verdict verdict) {
    PlacedJob placed = verdict.placed();
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().contentType("application/json").deliveryMode(2).build();
    return publisher
        .publish(placed.updateQueue(), properties, encode(verdict))
        .invoke(
            outcome -> {
              if (outcome == Outcome.RETURNED) {
                throw new java.io.UncheckedIOException(
                    new IOException("there is no queue " + placed.updateQueue()));
              }
            })
        .replaceWithVoid();
  }

  private byte[] encode(Verdict verdict) {
    RunningJob job = verdict.placed().job();
    try {
      return json.writeValueAsBytes(
          new ControlUpdate(
              verdict.kind(),
              verdict.controlId(),
              Source.MONITOR,
              job.id(),
              job.resource(),
              job.extractor(),
              clock.instant(),
              verdict.mayReturn() ? ControlUpdate.MAY_RETURN : null,
              verdict.evidence(),
              null,
              null));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts can be written", e);
    }
  }
}
