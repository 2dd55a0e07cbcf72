package io.tallyboard.bench;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.rabbitmq.client.Connection;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueueKind;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bson.Document;

/**
 * What the plain clients can do at best: consume, decode, insert in bulk, acknowledge in bulk; no job
 * records. A JVM of its own, which says READY, waits for a line, and then prints how long it took from
 * the first delivery to the last acknowledged insert.
 */
final class Floor {
  static final String READY = "READY";
  static final String TOOK = "TOOK ";

  private final Properties settings;

  private Floor(Properties settings) {
    this.settings = settings;
  }

  public static void main(String[] args) throws Exception {
    Bench.quietClients();
    new Floor(System.getProperties()).run();
  }

  private String setting(String name) {
    return settings.getProperty("bench." + name, "");
  }

  private void run() throws Exception {
    try (MongoClient client = MongoClients.create(setting("store"))) {
      MongoCollection<Document> into =
          client.getDatabase(setting("database")).getCollection(Collections.EXTRACTIONS);
      if (Boolean.parseBoolean(setting("index"))) {
        into.createIndex(ascending("key", "receivedAt", "queue", "seq"));
      }
      if (!setting("warm").isEmpty()) {
        consume(into, setting("warm"));
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println(READY);
      if (in.readLine() == null) {
        return;
      }
      System.out.println(TOOK + consume(into, setting("queues")));
      in.readLine();
    }
  }

  /**
   * Reads the queues to their ends.
   *
   * @param queues {@code name=count,name=count}
   * @return nanoseconds
   */
  private long consume(MongoCollection<Document> into, String queues) throws Exception {
    List<Map.Entry<String, Integer>> all = new ArrayList<>();
    for (String queue : queues.split(",", -1)) {
      int sign = queue.indexOf('=');
      all.add(Map.entry(queue.substring(0, sign), Integer.valueOf(queue.substring(sign + 1))));
    }
    List<Connection> connections = new ArrayList<>();
    List<FloorReader> readers = new ArrayList<>();
    // One channel is served by one thread.
    boolean together = Integer.parseInt(setting("threads")) == 1;
    List<List<Map.Entry<String, Integer>>> shares =
        together ? List.of(all) : all.stream().map(List::of).toList();
    boolean stream = QueueKind.valueOf(setting("kind")) == QueueKind.STREAM;
    for (List<Map.Entry<String, Integer>> share : shares) {
      Connection connection = Queues.connect(setting("broker"), "bench floor");
      connections.add(connection);
      int expected = share.stream().mapToInt(Map.Entry::getValue).sum();
      readers.add(
          new FloorReader(connection.createChannel(), into, expected, new StoredDocument()));
    }
    int prefetch = Integer.parseInt(setting("prefetch"));
    for (int i = 0; i < shares.size(); i++) {
      for (Map.Entry<String, Integer> queue : shares.get(i)) {
        readers
            .get(i)
            .read(
                queue.getKey(),
                prefetch,
                stream ? Map.of(Topology.STREAM_OFFSET, "first") : Map.of());
      }
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (FloorReader reader : readers) {
      reader.await();
      first = Math.min(first, reader.firstNanos());
      last = Math.max(last, reader.lastNanos());
    }
    for (Connection connection : connections) {
      connection.close();
    }
    return last - first;
  }
}
