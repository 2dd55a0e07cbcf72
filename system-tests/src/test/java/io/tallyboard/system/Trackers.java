package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueueKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Replicas of job-tracker alone, on update queues and a database of their own. */
final class Trackers implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String brokerUri;
  private final Topology topology;
  private final Map<String, String> config;
  private final MongoClient client;
  private final MongoDatabase store;
  private final List<ServiceProcess> replicas = new ArrayList<>();
  private @Nullable ServiceProcess api;
  private final List<String> queues = new ArrayList<>();
  private final Map<String, String> onwards = new TreeMap<>();

  /** On these servers; how many of what queues there are is told next. */
  Trackers(String brokerUri, String storeUri, Duration lease) {
    String unique = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    this.brokerUri = brokerUri;
    this.topology = new Topology(unique);
    this.config =
        Map.of(
            "tallyboard.broker.uri",
            brokerUri,
            "tallyboard.broker.prefix",
            topology.prefix(),
            "tallyboard.store.uri",
            storeUri,
            "tallyboard.store.database",
            unique,
            "tallyboard.tracker.max-back-off",
            "2S",
            "tallyboard.tracker.lease",
            lease.toString());
    this.client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(storeUri))
                .applicationName(Suite.APPLICATION)
                .build());
    this.store = client.getDatabase(unique);
  }

  /** Streams, as extraction-api makes them. */
  Trackers streams(int count) throws Exception {
    for (int p = 0; p < count; p++) {
      declare(topology.updateQueue(p), QueueKind.STREAM, "stream", null);
    }
    return this;
  }

  /**
   * Another system's queue.
   *
   * @param type {@code classic} or {@code quorum}
   * @param passOn whether what comes goes on to a queue of the same type
   */
  Trackers foreign(String type, boolean passOn) throws Exception {
    String name = "clowder." + topology.prefix() + "." + queues.size();
    String target = passOn ? name + ".onwards" : null;
    declare(name, QueueKind.FOREIGN, type, target);
    return this;
  }

  private void declare(String name, QueueKind kind, String type, @Nullable String passOn)
      throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      Map<String, Object> arguments = Map.of(Topology.QUEUE_TYPE, type);
      channel.queueDeclare(name, true, false, false, arguments);
      if (passOn != null) {
        channel.queueDeclare(passOn, true, false, false, arguments);
        onwards.put(name, passOn);
      }
    }
    Document record =
        new Document("_id", name)
            .append("kind", kind.name())
            .append("declaredAt", Date.from(Instant.now()));
    if (passOn != null) {
      record.append("passOn", passOn);
    }
    store.getCollection(Collections.UPDATE_QUEUES).insertOne(record);
    queues.add(name);
  }

  /** Another replica, not waited for. */
  ServiceProcess start() {
    ServiceProcess replica =
        ServiceProcess.launch("job-tracker", ServiceProcess.freePort(), config, Map.of());
    replicas.add(replica);
    return replica;
  }

  /** SIGKILL. */
  void kill(ServiceProcess replica) {
    replicas.remove(replica);
    replica.kill();
  }

  /** SIGTERM, and waited for. */
  void stop(ServiceProcess replica) {
    replicas.remove(replica);
    replica.close();
  }

  void stopAll() {
    List.copyOf(replicas).forEach(this::stop);
  }

  List<ServiceProcess> replicas() {
    return List.copyOf(replicas);
  }

  List<String> queues() {
    return List.copyOf(queues);
  }

  /** Where each queue's messages go on to, for those whose do. */
  Map<String, String> onwards() {
    return Map.copyOf(onwards);
  }

  MongoDatabase store() {
    return store;
  }

  Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(brokerUri);
    return factory.newConnection("system test");
  }

  /** How many queues each holds, the most first. */
  List<Integer> shares() {
    Map<String, Integer> shares = new HashMap<>();
    store
        .getCollection(Collections.QUEUE_LEASES)
        .find()
        .forEach(lease -> shares.merge(lease.getString("holder"), 1, Integer::sum));
    return shares.values().stream().sorted((a, b) -> b - a).toList();
  }

  /** Waits until they hold so many, the most first, and all of it is being read. */
  void awaitShares(Integer... wanted) {
    await("the shares are " + List.of(wanted))
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(shares()).containsExactly(wanted));
    replicas.forEach(ServiceProcess::awaitReady);
  }

  /**
   * Waits until all queues are there again after the broker came back. RabbitMQ opens its port before
   * it has recovered its streams: what is sent to one meanwhile finds no queue, and unless it was sent
   * as mandatory it is confirmed and gone.
   */
  void awaitQueues() throws Exception {
    try (Connection connection = connect()) {
      for (String queue : queues) {
        await(queue + " is there again")
            .atMost(Duration.ofSeconds(60))
            .until(() -> exists(connection, queue));
      }
    }
  }

  private static boolean exists(Connection connection, String queue) throws Exception {
    Channel channel = connection.createChannel();
    try {
      channel.queueDeclarePassive(queue);
      channel.close();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** How many messages a replica took since it started. */
  static double taken(ServiceProcess replica) throws Exception {
    return get(replica, "q/metrics")
        .lines()
        .filter(line -> line.startsWith("tallyboard_updates_taken_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** What a replica's readiness says, in full. */
  static String readiness(ServiceProcess replica) throws Exception {
    return get(replica, "q/health/ready");
  }

  private static String get(ServiceProcess replica, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(replica.uri().resolve(path)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Starts extraction-api beside them: the board as its administrator sees it. */
  Board board() {
    String key = UUID.randomUUID().toString().replace("-", "");
    api =
        ServiceProcess.launch(
            "extraction-api",
            ServiceProcess.freePort(),
            config,
            Map.of("TALLYBOARD_API_ADMIN_KEY", key));
    return new Board(api.awaitReady().uri(), key);
  }

  /** What every replica is started with. */
  Map<String, String> config() {
    return config;
  }

  @Override
  public void close() {
    stopAll();
    if (api != null) {
      api.close();
    }
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      for (String queue : queues) {
        channel.queueDelete(queue);
      }
      for (String queue : onwards.values()) {
        channel.queueDelete(queue);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      store.drop();
      client.close();
    }
  }
}
