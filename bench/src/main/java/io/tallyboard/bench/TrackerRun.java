package io.tallyboard.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tallyboard.contract.store.Collections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Measures job-tracker once: from its first update taken to the last job record right. */
final class TrackerRun {
  /** Two small documents by their ids, ten times a second. */
  private static final Duration POLL = Duration.ofMillis(100);

  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Stage stage;

  TrackerRun(Stage stage) {
    this.stage = stage;
  }

  /** With a database that is dropped afterwards. */
  Result fresh(Workload load, String jvm) throws Exception {
    String database = stage.fresh("tracker");
    try {
      return measure("b", load, jvm, database, 0);
    } finally {
      stage.database(database).drop();
    }
  }

  Result amid(Workload load, String jvm, String database, long stored) throws Exception {
    return measure("c", load, jvm, database, stored);
  }

  private Result measure(String part, Workload load, String jvm, String name, long stored)
      throws Exception {
    boolean warm = jvm.equals("warm");
    MongoDatabase database = stage.database(name);
    Queues queues = stage.queues();
    queues.fill(stage.broker(), load);
    Queues before = stage.queues();
    try (Stage.Service tracker =
        stage.tracker(name, queues.prefix(), part + "-" + load.order().text() + "-" + jvm)) {
      awaitIndexes(database);
      if (warm) {
        Workload warmUp = Bench.warmUp(load);
        before.fill(stage.broker(), warmUp);
        announce(database, before);
        awaitFolded(tracker, database, before, warmUp);
      }
      Waiting.untilQuiet();
      Cost.Watch watch = stage.watch("client", tracker.process().pid());
      announce(database, queues);
      Instant end = awaitFolded(tracker, database, queues, load);
      Map<String, Cost> costs = watch.soFar();

      Extractions extractions = new Extractions(database.getCollection(Collections.EXTRACTIONS));
      extractions.assertCounts(queues, load);
      new Records(database.getCollection(Collections.JOBS)).assertAll(load);
      Duration took = Duration.between(extractions.firstReceivedAt(queues), end);
      return new Result(
          part,
          load.order(),
          jvm,
          0,
          extractions.indexes(),
          stored,
          load.updates(),
          took.toMillis() / 1e3,
          extractions.meanBytes(queues),
          costs);
    } finally {
      queues.delete(stage.broker());
      if (warm) {
        before.delete(stage.broker());
      }
      retire(database, queues, before);
    }
  }

  /**
   * Takes the updates of a load, unmeasured, and leaves what came of them.
   *
   * @return the prefix of the queues that they came from
   */
  String feed(Workload load, String name) throws Exception {
    MongoDatabase database = stage.database(name);
    Queues queues = stage.queues();
    queues.fill(stage.broker(), load);
    try (Stage.Service tracker = stage.tracker(name, queues.prefix(), "feed")) {
      awaitIndexes(database);
      announce(database, queues);
      awaitFolded(tracker, database, queues, load);
      return queues.prefix();
    } finally {
      queues.delete(stage.broker());
      retire(database, queues);
    }
  }

  private static void retire(MongoDatabase database, Queues... all) {
    for (Queues queues : all) {
      database
          .getCollection(Collections.UPDATE_QUEUES)
          .deleteMany(Filters.in("_id", queues.names()));
    }
  }

  /** The service makes them as it starts; where much is stored, that takes a while. */
  private static void awaitIndexes(MongoDatabase database) throws Exception {
    Waiting.until(
        "the indexes are there",
        Duration.ofMinutes(10),
        Duration.ofMillis(200),
        () ->
            List.of(Collections.JOBS, Collections.EXTRACTIONS).stream()
                .allMatch(
                    collection -> {
                      List<Document> indexes =
                          database.getCollection(collection).listIndexes().into(new ArrayList<>());
                      return indexes.size() > 1
                          && indexes.stream().noneMatch(i -> i.containsKey("buildUUID"));
                    }));
  }

  /** Tells job-tracker of the queues, as extraction-api does. */
  static void announce(MongoDatabase database, Queues queues) {
    database
        .getCollection(Collections.UPDATE_QUEUES)
        .insertMany(
            queues.names().stream()
                .map(
                    queue ->
                        new Document("_id", queue)
                            .append("kind", queues.kind().name())
                            .append("declaredAt", Instant.now()))
                .toList());
  }

  /**
   * Until the last record of these queues is written: job-tracker says how far a queue is folded only
   * after the records.
   */
  private static Instant awaitFolded(
      Stage.Service tracker, MongoDatabase database, Queues queues, Workload load)
      throws Exception {
    MongoCollection<Document> positions = database.getCollection(Collections.QUEUE_POSITIONS);
    int[] counts = load.counts();
    long moved = System.nanoTime();
    long last = -1;
    while (true) {
      long sum = 0;
      boolean all = true;
      for (int q = 0; q < counts.length; q++) {
        Document position = positions.find(Filters.eq("_id", queues.names().get(q))).first();
        long through =
            position != null && position.get("foldedThrough") instanceof Number n
                ? n.longValue()
                : -1;
        sum += through;
        all &= through >= counts[q] - 1;
      }
      Instant now = Instant.now();
      if (all) {
        return now;
      }
      if (sum != last) {
        last = sum;
        moved = System.nanoTime();
      }
      if (System.nanoTime() - moved > STUCK_NANOS) {
        throw new IllegalStateException("job-tracker stands still at " + sum);
      }
      tracker.process().assertAlive();
      Thread.sleep(POLL.toMillis());
    }
  }
}
