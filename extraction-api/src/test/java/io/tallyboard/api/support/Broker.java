package io.tallyboard.api.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.wire.JobHint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The broker, as extractors and job-tracker see it. */
public final class Broker implements AutoCloseable {
  private final Connection connection;
  private final Channel channel;

  public Broker() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(URI.create(Records.setting("tallyboard.broker.uri")));
    connection = factory.newConnection("api tests");
    channel = connection.createChannel();
  }

  /** As pyclowder declares it. */
  public void declare(String queue) throws Exception {
    channel.queueDeclare(queue, true, false, false, Map.of());
  }

  public boolean exists(String queue) throws Exception {
    // The broker closes the channel of a question about what is not there.
    Channel own = connection.createChannel();
    try {
      own.queueDeclarePassive(queue);
      own.close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** All that comes to a plain queue, from now on. */
  public List<Delivery> consume(String queue) throws Exception {
    List<Delivery> taken = new CopyOnWriteArrayList<>();
    DeliverCallback add = (tag, delivery) -> taken.add(delivery);
    channel.basicConsume(queue, true, add, tag -> {});
    return taken;
  }

  /** Takes one message of a queue, and never comes to an end with it. */
  public void hold(String queue) throws Exception {
    Channel own = connection.createChannel();
    own.basicQos(1);
    DeliverCallback nothing = (tag, delivery) -> {};
    own.basicConsume(queue, false, nothing, tag -> {});
  }

  /** All that came and comes to the update queues. */
  public List<Delivery> updates() throws Exception {
    List<Delivery> taken = new CopyOnWriteArrayList<>();
    Topology topology = new Topology(Records.setting("tallyboard.broker.prefix"));
    boolean stream =
        QueueKind.STREAM.name().equalsIgnoreCase(Records.setting("tallyboard.updates.kind"));
    for (int p = 0; p < 2; p++) {
      Channel own = connection.createChannel();
      own.basicQos(100);
      DeliverCallback add =
          (tag, delivery) -> {
            taken.add(delivery);
            own.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
          };
      Map<String, Object> arguments = stream ? Map.of(Topology.STREAM_OFFSET, "first") : Map.of();
      own.basicConsume(topology.updateQueue(p), false, arguments, add, tag -> {});
    }
    return taken;
  }

  /** As job-tracker hints at what it wrote. */
  public void hint(Job job) throws Exception {
    String owner = job.request() == null ? null : job.request().user().id();
    JobHint hint =
        new JobHint(job.id(), job.version(), job.state(), job.resource(), job.extractor(), owner);
    Topology topology = new Topology(Records.setting("tallyboard.broker.prefix"));
    channel.basicPublish(
        topology.events(),
        Topology.jobHintKey(job.state()),
        null,
        new ObjectMapper().writeValueAsBytes(hint));
  }

  /** As extractors publish to a queue by its name. */
  public void publish(String queue, AMQP.BasicProperties properties, byte[] body) throws Exception {
    channel.basicPublish("", queue, properties, body);
  }

  /** How many messages lie there, of those that nobody has. */
  public long depth(String queue) throws Exception {
    return channel.messageCount(queue);
  }

  public static void awaitSize(List<?> list, int size) {
    await().atMost(Duration.ofSeconds(20)).until(() -> list.size() >= size);
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
