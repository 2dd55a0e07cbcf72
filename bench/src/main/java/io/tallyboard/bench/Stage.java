package io.tallyboard.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers that all of one run shares, and how a service is started on them. */
final class Stage {
  private final Options options;
  private final MongoClient client;
  private final Map<String, Long> servers;
  private final Path work;
  private final AtomicInteger names = new AtomicInteger();

  Stage(Options options, MongoClient client) throws IOException {
    this.options = options;
    this.client = client;
    this.servers = new LinkedHashMap<>();
    servers.put("broker", Long.valueOf(options.server("broker-pid")));
    servers.put("store", Long.valueOf(options.server("store-pid")));
    this.work = Files.createDirectories(Path.of(options.server("work")));
  }

  Options options() {
    return options;
  }

  String broker() {
    return options.server("broker");
  }

  String store() {
    return options.server("store");
  }

  MongoDatabase database(String name) {
    return client.getDatabase(name);
  }

  /** A name for queues or a database that nobody had before. */
  String fresh(String what) {
    return what + names.incrementAndGet();
  }

  Queues queues() {
    return Queues.of(fresh("bench-"), options.kind(), Options.QUEUES);
  }

  Path log(String name) {
    return work.resolve(name + ".log");
  }

  /** Watches broker, store and the one that uses them. */
  Cost.Watch watch(String name, long pid) {
    return watch(Map.of(name, pid));
  }

  Cost.Watch watch(Map<String, Long> pids) {
    Map<String, Long> all = new LinkedHashMap<>(pids);
    all.putAll(servers);
    return Cost.watch(all);
  }

  /** A service that is ready. */
  record Service(Child process, URI uri) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  Service tracker(String database, String prefix, String name) throws Exception {
    return start("job-tracker", database, prefix, recorded(name), options.tracker(), Map.of());
  }

  /** What has a JVM record its flight, where that is asked for. */
  List<String> recorded(String name) throws IOException {
    if (options.jfr().isEmpty()) {
      return List.of();
    }
    Path folder = Files.createDirectories(options.jfr().get()).toAbsolutePath();
    return List.of(
        "-XX:StartFlightRecording=settings=profile,filename=" + folder.resolve(name + ".jfr"));
  }

  Service start(
      String module,
      String database,
      String prefix,
      List<String> jvm,
      Map<String, String> more,
      Map<String, String> environment)
      throws Exception {
    int port = Child.freePort();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("tallyboard.broker.uri", broker());
    settings.put("tallyboard.broker.prefix", prefix);
    settings.put("tallyboard.store.uri", store());
    settings.put("tallyboard.store.database", database);
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.putAll(more);
    Path jar = Path.of(options.server("root"), module, "target", "quarkus-app", "quarkus-run.jar");
    Child child = Child.service(jar, Options.HEAP_MIB, jvm, settings, environment, log(module));
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    try {
      child.awaitReady(uri);
    } catch (Exception | Error e) {
      child.close();
      throw e;
    }
    return new Service(child, uri);
  }
}
