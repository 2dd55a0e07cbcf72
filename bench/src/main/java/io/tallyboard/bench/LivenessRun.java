package io.tallyboard.bench;

import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;

/** Many processes of many extractors beat at a steady rate: what heartbeat-monitor makes of it. */
final class LivenessRun {
  static final int INSTANCES = 10_000;
  static final int EXTRACTORS = 500;
  static final int PERIOD_SECONDS = 20;
  static final int SECONDS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * What it cost, in the seconds that were measured.
   *
   * @param commands writes that the store was asked for, in each second
   * @param documents documents that it changed, in each second
   * @param online how many instances were told to be online in the end
   */
  record Outcome(
      double beatsPerSecond,
      double commands,
      double documents,
      long online,
      Map<String, Cost> costs) {

    void print(PrintStream out) {
      out.printf(
          Locale.ROOT,
          "%,d instances of %d extractors, %.0f beats/s for %d s: %.1f writes/s to the store, of %.0f"
              + " documents/s; CPU s: monitor %.1f, broker %.1f, store %.1f, others %.1f; peak MB:"
              + " monitor %d, store %d; %,d online%n",
          INSTANCES,
          EXTRACTORS,
          beatsPerSecond,
          SECONDS,
          commands,
          documents,
          cpu("client"),
          cpu("broker"),
          cpu("store"),
          cpu(Cost.OTHERS),
          peak("client"),
          peak("store"),
          online);
    }

    private double cpu(String name) {
      return costs.getOrDefault(name, new Cost(0, 0)).cpuSeconds();
    }

    private long peak(String name) {
      return costs.getOrDefault(name, new Cost(0, 0)).peakMiB();
    }
  }

  private final Stage stage;

  LivenessRun(Stage stage) {
    this.stage = stage;
  }

  Outcome measure() throws Exception {
    String name = stage.fresh("liveness");
    MongoDatabase database = stage.database(name);
    try (Stage.Service monitor =
            stage.start("heartbeat-monitor", name, name, List.of(), Map.of(), Map.of());
        Connection connection = Queues.connect(stage.broker(), "bench liveness")) {
      Channel channel = connection.createChannel();
      int perSecond = INSTANCES / PERIOD_SECONDS;
      // Two rounds, so that all are known and their periods learned.
      beat(channel, perSecond, 2 * PERIOD_SECONDS);
      Waiting.until(
          "all instances are known",
          PATIENCE,
          Duration.ofMillis(200),
          () -> instances(database, new Document()) == INSTANCES);
      Document before = counters(database);
      Cost.Watch watch = stage.watch("client", monitor.process().pid());
      beat(channel, perSecond, SECONDS);
      Map<String, Cost> costs = watch.soFar();
      Document after = counters(database);
      return new Outcome(
          perSecond,
          (more(before, after, "inserts") + more(before, after, "updates")) / (double) SECONDS,
          more(before, after, "documents") / (double) SECONDS,
          instances(database, new Document("announced", "ONLINE")),
          costs);
    } finally {
      database.drop();
    }
  }

  private static void beat(Channel channel, int perSecond, int seconds) throws Exception {
    Pace pace = Pace.of(perSecond);
    for (int n = 0; n < perSecond * seconds; n++) {
      pace.awaitTurn(n);
      int instance = n % INSTANCES;
      channel.basicPublish(Topology.HEARTBEATS, "", null, beat(instance));
    }
  }

  private static byte[] beat(int instance) {
    String extractor = "bench.extractor" + instance % EXTRACTORS;
    return """
        {"id":"bench-%d","queue":"%s","owner":"","extractor_info":{"name":"%s","version":"1.0",\
        "description":"Beats.","author":"bench","contributors":[],"contexts":[],"repository":[],\
        "process":{"file":["text/*"]},"external_services":[],"dependencies":[],"bibtex":[]}}"""
        .formatted(instance, extractor, extractor)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long instances(MongoDatabase database, Document which) {
    return database.getCollection(Collections.EXTRACTOR_INSTANCES).countDocuments(which);
  }

  /** Of the whole store: nothing else writes to it meanwhile. */
  private static Document counters(MongoDatabase database) {
    Document status = database.runCommand(new Document("serverStatus", 1));
    Document operations = status.get("opcounters", Document.class);
    Document documents = status.get("metrics", Document.class).get("document", Document.class);
    return new Document("inserts", operations.get("insert", Number.class).longValue())
        .append("updates", operations.get("update", Number.class).longValue())
        .append(
            "documents",
            documents.get("updated", Number.class).longValue()
                + documents.get("inserted", Number.class).longValue());
  }

  private static long more(Document before, Document after, String name) {
    return after.getLong(name) - before.getLong(name);
  }
}
