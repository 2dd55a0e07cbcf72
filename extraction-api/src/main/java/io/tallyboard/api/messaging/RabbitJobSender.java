package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.ConfirmedPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Speaks AMQP 0-9-1, with confirms and {@code mandatory}. */
@ApplicationScoped
class RabbitJobSender implements JobSender {
  static final int PERSISTENT = 2;

  private final ConfirmedPublisher publisher;
  private final JobMessageWriter writer;

  RabbitJobSender(ConfirmedPublisher publisher, JobMessageWriter writer) {
    this.publisher = publisher;
    this.writer = writer;
  }

  @Override
  public Uni<Outcome> announce(Submission s) {
    return publish(s.updateQueue(), properties(s).build(), () -> writer.submitted(s));
  }

  @Override
  public Uni<Outcome> send(Submission s, Secret key) {
    return publish(
        s.queue(), properties(s).replyTo(s.updateQueue()).build(), () -> writer.job(s, key));
  }

  private static AMQP.BasicProperties.Builder properties(Submission s) {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(PERSISTENT)
        .correlationId(s.jobId());
  }

  private interface Body {
    byte[] write() throws JsonProcessingException;
  }

  private Uni<Outcome> publish(String queue, AMQP.BasicProperties properties, Body body) {
    byte[] bytes;
    try {
      bytes = body.write();
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
    return publisher
        .publish(queue, properties, bytes)
        .map(
            outcome ->
                switch (outcome) {
                  case CONFIRMED -> Outcome.CONFIRMED;
                  case RETURNED -> Outcome.NO_SUCH_QUEUE;
                });
  }

  @Override
  public Uni<Boolean> exists(String queue) {
    AtomicBoolean there = new AtomicBoolean();
    return publisher
        .withChannel(channel -> there.set(exists(channel, queue)))
        .replaceWith(there::get);
  }

  private static boolean exists(Channel channel, String queue) throws IOException {
    try {
      channel.queueDeclarePassive(queue);
      return true;
    } catch (IOException e) {
      if (notFound(e)) {
        return false;
      }
      throw e;
    }
  }

  /** What a passive declare fails with where there is no such queue. */
  static boolean notFound(IOException e) {
    return e.getCause() instanceof ShutdownSignalException closed
        && closed.getReason() instanceof AMQP.Channel.Close reason
        && reason.getReplyCode() == AMQP.NOT_FOUND;
  }

  @Override
  public Uni<Void> declare(UpdateQueue queue) {
    Map<String, Object> arguments =
        queue.kind() == QueueKind.STREAM ? Map.of(Topology.QUEUE_TYPE, "stream") : Map.of();
    return publisher.withChannel(
        channel -> channel.queueDeclare(queue.name(), true, false, false, arguments));
  }

  @Override
  public Uni<Void> ping() {
    return publisher.withChannel(channel -> {});
  }
}
