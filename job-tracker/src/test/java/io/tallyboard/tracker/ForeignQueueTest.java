package io.tallyboard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.testkit.ServersResource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another system's queue is read when its owner lets us, and what came from it goes on. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class ForeignQueueTest {
  @ConfigProperty(name = "tallyboard.broker.uri")
  URI brokerUri;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  @Inject ReactiveMongoClient mongo;

  @Inject @Readiness Instance<HealthCheck> checks;

  private final String queue = "clowder." + UUID.randomUUID();
  private final String onwards = "onwards." + UUID.randomUUID();
  private Connection connection;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(brokerUri);
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  @AfterEach
  void forget() throws Exception {
    get(
        mongo
            .getDatabase(database)
            .getCollection(Collections.UPDATE_QUEUES)
            .deleteOne(new Document("_id", queue)));
    connection.close();
  }

  @Test
  void aQueueThatIsNotThereIsWaitedForAndNeverDeclared() throws Exception {
    name(null);
    await().until(() -> readiness().contains(queue));
    assertThat(check().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

    // With an argument of its owner's: had we declared it, this would be refused by a real broker.
    channel.queueDeclare(queue, true, false, true, null);
    publish("a", null);

    assertThat(stored(1)).containsExactly("a");
  }

  @Test
  void aQueueThatAnotherReadsIsWaitedFor() throws Exception {
    channel.queueDeclare(queue, true, false, false, null);
    Channel others = connection.createChannel();
    others.basicConsume(queue, true, "", false, true, null, new DefaultConsumer(others));
    name(null);
    await().until(() -> readiness().contains(queue));

    others.close();
    publish("mine", null);

    assertThat(stored(1)).containsExactly("mine");
  }

  @Test
  void whatCameGoesOnUnchangedAndInOrder() throws Exception {
    channel.queueDeclare(queue, true, false, false, null);
    channel.queueDeclare(onwards, true, false, false, null);
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(2)
            .priority(3)
            .correlationId("c-1")
            .replyTo("answers")
            .messageId("m-1")
            .timestamp(new Date(1_700_000_000_000L))
            .type("status")
            .appId("pyclowder")
            .headers(Map.of("tenant", "ncsa"))
            .build();
    publish("first", properties);
    publish("between", null);
    name(onwards);
    publish("last", null);

    List<GetResponse> came = arrived(3);

    AMQP.BasicProperties is = came.get(0).getProps();
    assertThat(text(came.get(0))).isEqualTo(body("first"));
    assertThat(is.getHeaders().get("tenant")).hasToString("ncsa");
    assertThat(is.builder().headers(null).build())
        .isEqualTo(properties.builder().headers(null).build());
    assertThat(text(came.get(2))).isEqualTo(body("last"));
    assertThat(came.get(2).getProps().getMessageId()).isNull();
    assertThat(stored(3)).contains("first", "last");
  }

  @Test
  void whereItGoesOnToMayComeLaterAndNothingIsLost() throws Exception {
    channel.queueDeclare(queue, true, false, false, null);
    for (int i = 0; i < 20; i++) {
      publish("m" + i, null);
    }
    name(onwards);
    await().until(() -> log().contains("m0"));
    assertThat(channel.queueDeclarePassive(queue).getConsumerCount()).isEqualTo(1);

    channel.queueDeclare(onwards, true, false, false, null);

    List<String> came = arrived(20).stream().map(ForeignQueueTest::text).toList();
    assertThat(came).startsWith(body("m0"), body("m1")).endsWith(body("m19"));
    assertThat(stored(20)).startsWith("m0").endsWith("m19");
    await().until(() -> channel.queueDeclarePassive(queue).getMessageCount() == 0);
  }

  private void name(@Nullable String passOn) {
    UpdateQueue record = new UpdateQueue(queue, QueueKind.FOREIGN, Instant.EPOCH, passOn);
    get(
        mongo
            .getDatabase(database)
            .getCollection(Collections.UPDATE_QUEUES, UpdateQueue.class)
            .insertOne(record));
  }

  private HealthCheckResponse check() {
    return checks.stream()
        .map(HealthCheck::call)
        .filter(response -> response.getName().equals("update queues"))
        .findFirst()
        .orElseThrow();
  }

  private String readiness() {
    return String.valueOf(check().getData().map(data -> data.get("waiting")).orElse(""));
  }

  private static String body(String message) {
    return "{\"job_id\":\"foreign\",\"file_id\":\"f\",\"extractor_id\":\"e\",\"message\":\"%s\"}"
        .formatted(message);
  }

  private void publish(String message, AMQP.@Nullable BasicProperties properties) throws Exception {
    AMQP.BasicProperties sent =
        properties == null ? MessageProperties.MINIMAL_PERSISTENT_BASIC : properties;
    channel.basicPublish("", queue, sent, body(message).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(GetResponse response) {
    return new String(response.getBody(), StandardCharsets.UTF_8);
  }

  private List<GetResponse> arrived(int count) {
    List<GetResponse> came = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (GetResponse one = channel.basicGet(onwards, true);
                  one != null;
                  one = channel.basicGet(onwards, true)) {
                came.add(one);
              }
              return came.size() >= count;
            });
    assertThat(came).hasSize(count);
    return came;
  }

  /** The texts of what is stored, in order, once it is so many. */
  private List<String> stored(int count) {
    return await().atMost(Duration.ofSeconds(30)).until(this::log, texts -> texts.size() == count);
  }

  private List<String> log() {
    return get(
            mongo
                .getDatabase(database)
                .getCollection(Collections.EXTRACTIONS, Extraction.class)
                .find()
                .collect()
                .asList())
        .stream()
        .filter(e -> e.queue().equals(queue))
        .sorted(Comparator.comparing(Extraction::seq))
        .map(Extraction::message)
        .toList();
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
