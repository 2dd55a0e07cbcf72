package io.tallyboard.monitor.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.tallyboard.contract.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an extractor, and a listener to hints, do to a broker. */
final class TestBroker implements AutoCloseable {
  private final Connection connection;
  final Channel channel;

  TestBroker(String uri) {
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(URI.create(uri));
      factory.setAutomaticRecoveryEnabled(false);
      connection = factory.newConnection("test");
      channel = connection.createChannel();
      channel.exchangeDeclare(Topology.HEARTBEATS, BuiltinExchangeType.FANOUT, true);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void beat(String body) {
    beat(body.getBytes(StandardCharsets.UTF_8), null);
  }

  void beat(byte[] body, AMQP.@Nullable BasicProperties properties) {
    try {
      channel.basicPublish(Topology.HEARTBEATS, "", properties, body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void queue(String name, Map<String, Object> arguments) {
    try {
      channel.queueDeclare(name, true, false, false, arguments);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A queue of hints. */
  String hints(String exchange, String key) {
    try {
      channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
      String queue = channel.queueDeclare().getQueue();
      channel.queueBind(queue, exchange, key);
      return queue;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte @Nullable [] take(String queue) {
    try {
      GetResponse response = channel.basicGet(queue, true);
      return response == null ? null : response.getBody();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connection.abort();
  }
}
