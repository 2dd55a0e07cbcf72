package io.tallyboard.local.extractor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What goes back over the broker about one delivered job. Used by the channel's own thread only. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One second's resolution, and UTC the way pyclowder prints it. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'-00:00'").withZone(ZoneOffset.UTC);

  private final Channel channel;
  private final Description description;
  private final InstantSource clock;
  private final Delivery delivery;

  Replies(Channel channel, Description description, InstantSource clock, Delivery delivery) {
    this.channel = channel;
    this.description = description;
    this.clock = clock;
    this.delivery = delivery;
  }

  void tell(Job job, Status status, String message) throws IOException {
    @Nullable String replyTo = delivery.getProperties().getReplyTo();
    if (replyTo == null || replyTo.isEmpty()) {
      return;
    }
    ObjectNode body =
        JSON.createObjectNode()
            .put("file_id", job.fileId())
            .put("extractor_id", description.name())
            .put("job_id", job.jobId())
            .put("status", status.wireName() + ": " + message)
            .put("start", TIME.format(clock.instant()))
            .put("message_type", status.wireName())
            .put("message", message);
    BasicProperties properties =
        new BasicProperties.Builder()
            .deliveryMode(2)
            .correlationId(delivery.getProperties().getCorrelationId())
            .build();
    channel.basicPublish("", replyTo, properties, JSON.writeValueAsBytes(body));
  }

  /** To the tail of the extractor's own queue; the correlation id is not kept, as with pyclowder. */
  void sendAgain(Job job, int retryCount) throws IOException {
    channel.basicPublish(
        "", description.queue(), kept(), JSON.writeValueAsBytes(job.again(retryCount)));
  }

  /** The message as it came, with no reason attached. */
  void giveUp() throws IOException {
    channel.basicPublish("", Topology.errorQueue(description.queue()), kept(), delivery.getBody());
  }

  void ack() throws IOException {
    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
  }

  private BasicProperties kept() {
    return new BasicProperties.Builder()
        .deliveryMode(2)
        .replyTo(delivery.getProperties().getReplyTo())
        .build();
  }
}
