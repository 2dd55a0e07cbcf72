package io.tallyboard.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueueKind;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * How fast jobs that wait in the store are sent, beside publishing messages of the same size with
 * confirms and nothing else; and when the last of many files in one request is accepted.
 */
final class DispatchRun {
  static final int JOBS = 20_000;
  static final int FILES = 10_000;
  private static final int CONFIRM_AFTER = 500;

  /** Rounds that are not counted: the first ones are compiled while they run. */
  private static final int WARM_UPS = 2;

  /**
   * In each the floor is measured right before the dispatches, since a noisy machine is seldom noisy in
   * one of them only. The round in the middle counts, by its ratio.
   */
  private static final int ROUNDS = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What was measured.
   *
   * @param rounds by their ratio, the lowest first
   * @param accepted seconds until the last of the files was accepted; 0 where the service refused
   */
  record Outcome(List<Round> rounds, double accepted, String refusal) {
    void print(PrintStream out) {
      Round middle = rounds.get(rounds.size() / 2);
      out.printf(
          Locale.ROOT,
          "%,d waiting jobs sent: %.0f/s; the floor, publishing with confirms alone: %.0f/s;"
              + " ratio %.2f (of %d rounds: %.2f to %.2f)   goal >= 0.50: %s%n",
          JOBS,
          middle.dispatches(),
          middle.floor(),
          middle.ratio(),
          rounds.size(),
          rounds.get(0).ratio(),
          rounds.get(rounds.size() - 1).ratio(),
          middle.ratio() >= 0.5 ? "met" : "NOT met");
      out.printf(
          Locale.ROOT,
          "the best of each: %.0f/s and %.0f/s%n",
          rounds.stream().mapToDouble(Round::dispatches).max().orElse(0),
          rounds.stream().mapToDouble(Round::floor).max().orElse(0));
      Map<String, Cost> costs = middle.costs();
      out.printf(
          Locale.ROOT,
          "CPU s for these: service %.1f, broker %.1f, store %.1f, others %.1f%n",
          cpu(costs, "client"),
          cpu(costs, "broker"),
          cpu(costs, "store"),
          cpu(costs, Cost.OTHERS));
      out.println(
          refusal.isEmpty()
              ? String.format(
                  Locale.ROOT,
                  "the last of %,d in one request accepted after %.1f s   goal <= 5 s: %s",
                  FILES,
                  accepted,
                  accepted <= 5 ? "met" : "NOT met")
              : "many in one request were refused: " + refusal);
    }

    private static double cpu(Map<String, Cost> costs, String name) {
      return costs.getOrDefault(name, new Cost(0, 0)).cpuSeconds();
    }
  }

  private final Stage stage;

  DispatchRun(Stage stage) {
    this.stage = stage;
  }

  Outcome measure() throws Exception {
    String name = stage.fresh("dispatch");
    String extractor = name + ".extractor";
    String key = UUID.randomUUID().toString();
    MongoDatabase database = stage.database(name);
    Queues queues = stage.queues();
    String kind = queues.kind() == QueueKind.STREAM ? "stream" : "classic";
    try (Stage.Service api =
        stage.start(
            "extraction-api",
            name,
            queues.prefix(),
            stage.recorded(name),
            Map.of("tallyboard.updates.kind", kind, "tallyboard.api.dispatch.window", "1000000"),
            Map.of("TALLYBOARD_API_ADMIN_KEY", key))) {
      register(database, extractor);
      List<Round> rounds = new ArrayList<>();
      for (int n = 0; n < WARM_UPS + ROUNDS; n++) {
        Waiting.untilQuiet();
        Round round = round(database, extractor + "." + n, queues, api);
        String what = n < WARM_UPS ? "warming up: " : "";
        Bench.say(
            "%s%.0f jobs sent in a second, floor %.0f"
                .formatted(what, round.dispatches(), round.floor()));
        if (n >= WARM_UPS) {
          rounds.add(round);
        }
      }
      rounds.sort(Comparator.comparingDouble(Round::ratio));
      return accepted(api, key, database, extractor, rounds);
    } finally {
      database.drop();
      queues.delete(stage.broker());
      delete(extractor);
    }
  }

  /** As heartbeat-monitor would, had it heard of it. */
  private static void register(MongoDatabase database, String extractor) {
    Date now = Date.from(Instant.now());
    database
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

  /**
   * One after the other, on queues of their own.
   *
   * @param floor messages published and confirmed in a second, {@value #CONFIRM_AFTER} at a time
   * @param dispatches jobs sent in a second, by the store: keyed, published, confirmed and noted
   * @param costs what each process spent on sending those
   */
  record Round(double floor, double dispatches, Map<String, Cost> costs) {
    double ratio() {
      return dispatches / floor;
    }
  }

  private Round round(MongoDatabase database, String name, Queues queues, Stage.Service api)
      throws Exception {
    String queue = name + ".jobs";
    String plain = name + ".floor";
    try {
      return dispatched(database, queue, queues, api, floor(plain));
    } finally {
      delete(queue);
      delete(plain);
    }
  }

  /** Jobs that wait for a queue, from the moment on when the first of them was sent. */
  private Round dispatched(
      MongoDatabase database, String queue, Queues queues, Stage.Service api, double floor)
      throws Exception {
    MongoCollection<Document> submissions = database.getCollection(Collections.SUBMISSIONS);
    List<Document> waiting = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      waiting.add(submission(queue, queues.names().get(i % queues.names().size()), i));
    }
    submissions.insertMany(waiting);
    Waiting.untilQuiet();
    Cost.Watch watch = stage.watch("client", api.process().pid());
    declare(queue);
    // By what is indexed: asking must not cost the store what is to be measured.
    var sent = Filters.eq("inFlight", queue);
    long[] first = new long[2];
    Waiting.until(
        "the first is sent",
        PATIENCE,
        Duration.ofMillis(2),
        () -> {
          first[0] = submissions.countDocuments(sent);
          first[1] = System.nanoTime();
          return first[0] > 0;
        });
    var left = Filters.and(Filters.eq("state", "ANNOUNCED"), Filters.eq("queue", queue));
    Waiting.until(
        "all are sent",
        PATIENCE,
        Duration.ofMillis(20),
        () -> submissions.find(left).limit(1).first() == null);
    double rate = (JOBS - first[0]) / ((System.nanoTime() - first[1]) / 1e9);
    Map<String, Cost> costs = watch.soFar();
    long all = submissions.countDocuments(sent);
    if (all != JOBS) {
      throw new IllegalStateException("%d of %d jobs were sent".formatted(all, JOBS));
    }
    // Looked through by every sweep, they would slow down the next round.
    submissions.deleteMany(sent);
    return new Round(floor, rate, costs);
  }

  /** A job that waits for a while: job-tracker has made its record by now. */
  private static Document submission(String queue, String updateQueue, int i) {
    String id = UUID.randomUUID().toString();
    return new Document("_id", id)
        .append("resource", new Document("type", "file").append("id", "f" + i))
        .append("mimeType", "text/plain")
        .append("size", 12L)
        .append("extractor", queue)
        .append("queue", queue)
        .append(
            "request",
            new Document("user", new Document("id", "ann").append("name", "Ann"))
                .append("how", "MANUAL")
                .append("resourceName", "a.txt")
                .append("parameters", "{}"))
        .append("updateQueue", updateQueue)
        .append("state", "ANNOUNCED")
        .append("priority", 5)
        .append("createdAt", Date.from(Instant.now().minusSeconds(60).plusMillis(i)))
        .append("dispatches", 0)
        .append("settled", 0)
        .append("recorded", true)
        .append("version", 3L);
  }

  /** Messages as large as a job's, from one thread over one channel. */
  private double floor(String queue) throws Exception {
    declare(queue);
    byte[] body = "x".repeat(620).getBytes(StandardCharsets.US_ASCII);
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(2)
            .correlationId(UUID.randomUUID().toString())
            .build();
    try (Connection connection = Queues.connect(stage.broker(), "bench floor")) {
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      long begun = System.nanoTime();
      for (int i = 1; i <= JOBS; i++) {
        channel.basicPublish("", queue, true, properties, body);
        if (i % CONFIRM_AFTER == 0) {
          channel.waitForConfirmsOrDie(10_000);
        }
      }
      return JOBS / ((System.nanoTime() - begun) / 1e9);
    }
  }

  /** One request for many files, answered item by item. */
  private static Outcome accepted(
      Stage.Service api, String key, MongoDatabase database, String extractor, List<Round> rounds)
      throws Exception {
    String resources =
        IntStream.range(0, FILES)
            .mapToObj(i -> "{\"type\":\"dataset\",\"id\":\"d%d\"}".formatted(i))
            .collect(Collectors.joining(","));
    String body = "{\"extractor\":\"%s\",\"resources\":[%s]}".formatted(extractor, resources);
    HttpRequest request =
        HttpRequest.newBuilder(api.uri().resolve("v1/jobs"))
            .header("X-API-KEY", key)
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long begun = System.nanoTime();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    double seconds = (System.nanoTime() - begun) / 1e9;
    long stored =
        database
            .getCollection(Collections.SUBMISSIONS)
            .countDocuments(Filters.eq("queue", extractor));
    boolean all = answer.statusCode() / 100 == 2 && stored == FILES;
    return new Outcome(
        rounds,
        all ? seconds : 0,
        all ? "" : "%d: %.200s".formatted(answer.statusCode(), answer.body()));
  }

  private void declare(String queue) throws Exception {
    try (Connection connection = Queues.connect(stage.broker(), "bench dispatch");
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(queue, true, false, false, Map.of(Topology.QUEUE_TYPE, "classic"));
    }
  }

  private void delete(String queue) throws Exception {
    try (Connection connection = Queues.connect(stage.broker(), "bench tidying");
        Channel channel = connection.createChannel()) {
      channel.queueDelete(queue);
    }
  }
}
