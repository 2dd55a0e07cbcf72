package io.tallyboard.system;

import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.testkit.Servers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.bson.Document;

/** An extraction-api on queues and a database of its own, killed and followed by the next. */
final class KilledApi implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final String unique =
      "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final String extractor = unique + ".fake";
  private final String key = UUID.randomUUID().toString().replace("-", "");
  private final Topology topology = new Topology(unique);
  private final Servers servers = RealServers.get();
  private final MongoClient client =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(servers.storeUri()))
              .applicationName(Suite.APPLICATION)
              .build());
  private final MongoDatabase store = client.getDatabase(unique);
  private final Connection connection;
  private final CountingExtractor fake;
  private final Deque<ServiceProcess> replicas = new ArrayDeque<>();

  KilledApi() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(servers.brokerUri());
    connection = factory.newConnection("system test");
    try (Channel channel = connection.createChannel()) {
      channel.queueDeclare(extractor, true, false, false, Map.of());
    }
    register();
    fake = new CountingExtractor(connection, extractor, topology, store);
  }

  /** As heartbeat-monitor would, had it heard of it. */
  private void register() {
    Date now = Date.from(Instant.now());
    store
        .getCollection(Collections.EXTRACTORS)
        .insertOne(
            new Document("_id", extractor)
                .append("queue", extractor)
                .append("version", "1")
                .append("process", List.of())
                .append("revision", 1)
                .append("revisions", List.of())
                .append("firstSeen", now)
                .append("lastSeen", now)
                .append("recordVersion", 1L));
  }

  /** Not waited for. */
  void launch() {
    replicas.add(
        ServiceProcess.launch(
            "extraction-api",
            ServiceProcess.freePort(),
            Map.of(
                "tallyboard.broker.uri",
                servers.brokerUri(),
                "tallyboard.broker.prefix",
                topology.prefix(),
                "tallyboard.store.uri",
                servers.storeUri(),
                "tallyboard.store.database",
                unique,
                "tallyboard.updates.partitions",
                "" + PARTITIONS,
                "tallyboard.api.dispatch.lease",
                "3S",
                "tallyboard.api.dispatch.sweep",
                "0.5S"),
            Map.of("TALLYBOARD_API_ADMIN_KEY", key)));
  }

  /** The eldest is ready. */
  void awaitReady() {
    replicas.element().awaitReady();
  }

  /** All are ready: each as its administrator calls it. */
  List<Board> awaitAll() {
    return replicas.stream()
        .map(ServiceProcess::awaitReady)
        .map(replica -> new Board(replica.uri(), key))
        .toList();
  }

  String extractor() {
    return extractor;
  }

  /** The eldest, by SIGKILL. */
  void kill() {
    replicas.remove().kill();
  }

  /** Submits so many jobs, one after the other; the ids of those that were accepted. */
  List<String> submit(int count) {
    Board board = new Board(replicas.element().uri(), key);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String body =
          Board.text(
              Map.of("resource", Map.of("type", "dataset", "id", "d" + i), "extractor", extractor));
      HttpResponse<String> answer =
          Board.send(
              board
                  .request("v1/jobs")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body)));
      if (answer.statusCode() != 202) {
        throw new AssertionError(answer.body());
      }
      accepted.add(Board.parse(answer.body()).path("id").asText());
    }
    return accepted;
  }

  CountingExtractor fake() {
    return fake;
  }

  long unsent() {
    return store
        .getCollection(Collections.SUBMISSIONS)
        .countDocuments(Filters.in("state", "ACCEPTED", "ANNOUNCED"));
  }

  /** Every submission there is, whether its client heard of it or not. */
  Set<String> submitted() {
    return store
        .getCollection(Collections.SUBMISSIONS)
        .find()
        .map(s -> s.getString("_id"))
        .into(new TreeSet<>());
  }

  void awaitDone() {
    await("all is sent")
        .atMost(Duration.ofSeconds(60))
        .until(() -> unsent() == 0 && fake.jobs().containsAll(submitted()));
  }

  /** The ids of all control updates that were told, of this kind. */
  Set<String> told(String kind) throws Exception {
    Set<String> told = java.util.Collections.synchronizedSet(new TreeSet<>());
    long[] last = {System.nanoTime()};
    try (Connection own = connection(servers.brokerUri())) {
      for (int p = 0; p < PARTITIONS; p++) {
        Channel channel = own.createChannel();
        channel.basicQos(1_000);
        channel.basicConsume(
            topology.updateQueue(p),
            false,
            Map.of(Topology.STREAM_OFFSET, "first"),
            (tag, update) -> {
              var json = Board.JSON.readTree(update.getBody());
              if (json.path("control").asText().equals(kind)) {
                told.add(json.path("control_id").asText());
              }
              last[0] = System.nanoTime();
              channel.basicAck(update.getEnvelope().getDeliveryTag(), false);
            },
            tag -> {});
      }
      await("the streams are read")
          .atMost(Duration.ofSeconds(60))
          .until(() -> System.nanoTime() - last[0] > 1_500_000_000L);
    }
    return told;
  }

  private static Connection connection(String uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    return factory.newConnection("system test");
  }

  /** How often each job's message may have been sent, by the store. */
  int dispatches(String jobId) {
    return store
        .getCollection(Collections.SUBMISSIONS)
        .find(Filters.eq("_id", jobId))
        .first()
        .getInteger("dispatches");
  }

  @Override
  public void close() throws Exception {
    replicas.forEach(ServiceProcess::close);
    try (Channel channel = connection.createChannel()) {
      channel.queueDelete(extractor);
      for (int p = 0; p < PARTITIONS; p++) {
        channel.queueDelete(topology.updateQueue(p));
      }
    } finally {
      connection.close();
      store.drop();
      client.close();
    }
  }
}
