package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.Parcel;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.kit.ConfirmedPublisher;
import io.tallyboard.kit.ConfirmedPublisher.Answer;
import io.tallyboard.kit.ConfirmedPublisher.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

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
  public Uni<Outcome> withdraw(Submission s) {
    return publish(s.updateQueue(), properties(s).build(), () -> writer.cancelled(s));
  }

  @Override
  public Uni<List<Sent>> announceAll(List<Submission> submissions) {
    return publishAll(
        submissions, s -> message(s, s.updateQueue(), properties(s), () -> writer.submitted(s)));
  }

  @Override
  public Uni<List<Sent>> resendAll(List<Submission> submissions) {
    return publishAll(
        submissions, s -> message(s, s.updateQueue(), properties(s), () -> writer.resent(s)));
  }

  @Override
  public Uni<List<Sent>> sendAll(List<Parcel> parcels) {
    return publishAll(
        parcels,
        p -> {
          Submission s = p.submission();
          AMQP.BasicProperties.Builder properties = properties(s).replyTo(s.updateQueue());
          return message(s, s.queue(), properties, () -> writer.job(s, p.key()));
        });
  }

  private <T> Uni<List<Sent>> publishAll(List<T> all, Function<T, Message> message) {
    return all.isEmpty()
        ? Uni.createFrom().item(List.of())
        : publisher
            .publishAll(all.stream().map(message).toList())
            .map(answers -> answers.stream().map(RabbitJobSender::sent).toList());
  }

  private static Sent sent(Answer answer) {
    if (answer.outcome() == null) {
      return answer.sent() ? Sent.UNKNOWN : Sent.NOT_SENT;
    }
    return switch (answer.outcome()) {
      case CONFIRMED -> Sent.CONFIRMED;
      case RETURNED -> Sent.NO_SUCH_QUEUE;
    };
  }

  private static Message message(
      Submission s, String queue, AMQP.BasicProperties.Builder properties, Body body) {
    try {
      return new Message(queue, properties.build(), body.write());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(s.jobId() + " cannot be written", e);
    }
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
    return publisher.publish(queue, properties, bytes).map(RabbitJobSender::outcome);
  }

  static Outcome outcome(ConfirmedPublisher.Outcome came) {
    return switch (came) {
      case CONFIRMED -> Outcome.CONFIRMED;
      case RETURNED -> Outcome.NO_SUCH_QUEUE;
    };
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
