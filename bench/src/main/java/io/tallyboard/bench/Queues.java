package io.tallyboard.bench;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.QueueKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The update queues of one measurement, declared as extraction-api declares them.
 *
 * @param prefix of their names, as in the services' configuration
 */
record Queues(String prefix, QueueKind kind, List<String> names) {
  private static final int CONFIRM_AFTER = 2_000;

  static Queues of(String prefix, QueueKind kind, int count) {
    Topology topology = new Topology(prefix);
    return new Queues(
        prefix, kind, IntStream.range(0, count).mapToObj(topology::updateQueue).toList());
  }

  static Connection connect(String uri, String name) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection(name);
  }

  void declare(Channel channel) throws IOException {
    Map<String, Object> arguments =
        kind == QueueKind.STREAM ? Map.of(Topology.QUEUE_TYPE, "stream") : Map.of();
    for (String name : names) {
      channel.queueDeclare(name, true, false, false, arguments);
    }
  }

  /** Publishes the whole load, and returns when the broker has confirmed all of it. */
  void fill(String broker, Workload load) throws Exception {
    try (Connection connection = connect(broker, "bench load")) {
      Channel channel = connection.createChannel();
      declare(channel);
      channel.confirmSelect();
      int n = 0;
      for (Workload.Update update : load) {
        publish(channel, update);
        if (++n % CONFIRM_AFTER == 0) {
          channel.waitForConfirmsOrDie(60_000);
        }
      }
      channel.waitForConfirmsOrDie(60_000);
    }
  }

  /** Persistent, to the default exchange, as extractors publish. */
  void publish(Channel channel, Workload.Update update) throws IOException {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(2)
            .correlationId(update.jobId())
            .build();
    channel.basicPublish("", names.get(update.queue()), properties, update.body());
  }

  void delete(String broker) throws Exception {
    try (Connection connection = connect(broker, "bench tidying")) {
      Channel channel = connection.createChannel();
      for (String name : names) {
        channel.queueDelete(name);
      }
    }
  }
}
