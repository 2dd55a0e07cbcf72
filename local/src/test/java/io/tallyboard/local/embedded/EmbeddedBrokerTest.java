package io.tallyboard.local.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
  private static EmbeddedBroker broker;

  private Connection connection;
  private Channel channel;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    connection = factory(broker.uri().toString()).newConnection();
    channel = connection.createChannel();
  }

  @AfterEach
  void disconnect() {
    connection.abort();
  }

  @Test
  void a_message_published_to_a_queue_is_confirmed_and_delivered_with_its_properties()
      throws Exception {
    channel.queueDeclare("jobs", true, false, false, null);
    channel.confirmSelect();
    channel.basicPublish("", "jobs", properties(), "one".getBytes(UTF_8));
    channel.waitForConfirmsOrDie(5_000);

    GetResponse got = channel.basicGet("jobs", true);

    assertThat(new String(got.getBody(), UTF_8)).isEqualTo("one");
    assertThat(got.getProps().getReplyTo()).isEqualTo("replies");
    assertThat(got.getProps().getCorrelationId()).isEqualTo("c1");
    assertThat(got.getProps().getDeliveryMode()).isEqualTo(2);
  }

  @Test
  void a_message_that_was_not_acked_is_delivered_again_and_says_so() throws Exception {
    channel.queueDeclare("redelivery", true, false, false, null);
    channel.basicPublish("", "redelivery", null, "x".getBytes(UTF_8));
    var first = new CopyOnWriteArrayList<Boolean>();
    channel.basicConsume(
        "redelivery", false, (tag, d) -> first.add(d.getEnvelope().isRedeliver()), tag -> {});
    await().until(() -> first.size() == 1);
    connection.close();

    connect();
    var again = new CopyOnWriteArrayList<Boolean>();
    channel.basicConsume(
        "redelivery", true, (tag, d) -> again.add(d.getEnvelope().isRedeliver()), tag -> {});

    await().until(() -> again.size() == 1);
    assertThat(first).containsExactly(false);
    assertThat(again).containsExactly(true);
  }

  @Test
  void with_a_prefetch_of_one_the_next_message_waits_for_the_ack() throws Exception {
    channel.queueDeclare("prefetch", true, false, false, null);
    channel.basicPublish("", "prefetch", null, "a".getBytes(UTF_8));
    channel.basicPublish("", "prefetch", null, "b".getBytes(UTF_8));
    channel.basicQos(1);
    var tags = new CopyOnWriteArrayList<Long>();
    channel.basicConsume(
        "prefetch", false, (t, d) -> tags.add(d.getEnvelope().getDeliveryTag()), t -> {});
    await().until(() -> tags.size() == 1);
    assertThat(channel.messageCount("prefetch")).isGreaterThanOrEqualTo(1);
    assertThat(tags).hasSize(1);

    channel.basicAck(tags.get(0), false);

    await().until(() -> tags.size() == 2);
  }

  @Test
  void a_fanout_exchange_gives_each_bound_queue_a_copy() throws Exception {
    channel.exchangeDeclare("extractors", BuiltinExchangeType.FANOUT, true);
    channel.queueDeclare("beats-1", false, true, true, null);
    channel.queueDeclare("beats-2", false, true, true, null);
    channel.queueBind("beats-1", "extractors", "");
    channel.queueBind("beats-2", "extractors", "");

    channel.basicPublish("extractors", "", null, "beat".getBytes(UTF_8));

    await().until(() -> channel.messageCount("beats-1") == 1);
    await().until(() -> channel.messageCount("beats-2") == 1);
  }

  @Test
  void a_message_to_a_queue_that_does_not_exist_comes_back_when_mandatory() throws Exception {
    var returned = new CopyOnWriteArrayList<String>();
    channel.addReturnListener(r -> returned.add(r.getRoutingKey()));

    channel.basicPublish("", "nowhere", true, null, new byte[0]);

    await().untilAsserted(() -> assertThat(returned).containsExactly("nowhere"));
  }

  @Test
  void a_wrong_password_is_refused() {
    String wrong = broker.uri().toString().replace("guest:guest", "guest:other");

    assertThatThrownBy(() -> factory(wrong).newConnection()).isInstanceOf(IOException.class);
  }

  @Test
  void it_listens_on_loopback_only() {
    assertThat(broker.uri().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_taken_port_is_told_in_one_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedBroker.start(port))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port + " is taken");
    }
  }

  private static ConnectionFactory factory(String uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    return factory;
  }

  private static BasicProperties properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(2)
        .correlationId("c1")
        .replyTo("replies")
        .build();
  }
}
