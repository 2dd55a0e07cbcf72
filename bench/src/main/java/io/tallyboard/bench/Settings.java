package io.tallyboard.bench;

import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Connection;
import io.tallyboard.contract.store.QueueKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** On what and how it was measured, as the servers themselves tell where they can. */
final class Settings {
  private Settings() {}

  static Map<String, String> of(Stage stage) throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    Options options = stage.options();
    all.put(
        "load",
        "%,d updates of %,d jobs, seed %d, in %d queues that are filled before the clock starts"
            .formatted(
                options.jobs() * Course.UPDATES, options.jobs(), options.seed(), Options.QUEUES));
    all.put("queues", queues(options.kind()));
    all.put("broker", broker(stage));
    all.put("store", store(stage.database("admin")));
    all.put(
        "floor",
        "amqp-client, prefetch %,d a queue; mongodb-driver-sync, ordered insertMany of %,d, then one ack; heap %d MB"
            .formatted(FloorRun.PREFETCH, FloorReader.BATCH, Options.HEAP_MIB));
    all.put(
        "job-tracker",
        "heap %d MB; %s%s"
            .formatted(
                Options.HEAP_MIB,
                options.tracker().isEmpty()
                    ? "all settings at their defaults"
                    : "with " + options.tracker(),
                options.jfr().isPresent() ? "; slowed by a flight recording" : ""));
    all.put("machine", machine());
    return all;
  }

  private static String queues(QueueKind kind) {
    return switch (kind) {
      case STREAM -> "stream (x-queue-type=stream, durable); messages persistent";
      case CLASSIC, FOREIGN -> "classic (durable, no arguments); messages persistent";
    };
  }

  private static String broker(Stage stage) throws Exception {
    try (Connection connection = Queues.connect(stage.broker(), "bench settings")) {
      Map<String, Object> told = connection.getServerProperties();
      return told.get("product") + " " + told.get("version") + ", one node";
    }
  }

  private static String store(MongoDatabase admin) {
    String version = admin.runCommand(new Document("buildInfo", 1)).getString("version");
    Document concern =
        admin
            .runCommand(new Document("getDefaultRWConcern", 1))
            .get("defaultWriteConcern", new Document("w", "unknown"));
    Document config =
        admin.runCommand(new Document("replSetGetConfig", 1)).get("config", new Document());
    Document cache =
        admin
            .runCommand(new Document("serverStatus", 1))
            .getEmbedded(List.of("wiredTiger", "cache"), new Document());
    long bytes = cache.get("maximum bytes configured") instanceof Number n ? n.longValue() : 0;
    return "MongoDB %s, a replica set of one; write concern w:%s, written to the journal first: %s; cache %d MB"
        .formatted(
            version,
            concern.get("w"),
            config.getBoolean("writeConcernMajorityJournalDefault", false),
            bytes >> 20);
  }

  private static String machine() throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown processor");
    String memory = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("\\D", "");
    return "%d cores (%s), %d GB, Java %s; everything on it; load average at the start %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            cpu,
            Long.parseLong(memory) >> 20,
            System.getProperty("java.version"),
            Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
  }
}
