package io.tallyboard.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import io.tallyboard.contract.store.Collections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;

/**
 * Fills a database with what job-tracker would have left after many updates: it takes the first
 * itself, which also makes its indexes, and the rest are {@link Clones} of those.
 */
final class Stored {
  private static final int TEMPLATES = 2_000;
  private static final long ROUND_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int BATCH = 2_000;
  private static final int THREADS = 2;
  private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

  private final Stage stage;

  Stored(Stage stage) {
    this.stage = stage;
  }

  /**
   * Answers with how many extractions are there; a few more than asked for, as whole rounds are made.
   */
  long fill(String name, long wanted) throws Exception {
    Workload seedlings =
        new Workload(stage.options().seed() + 1, 0, TEMPLATES, Order.INTERLEAVED, Options.QUEUES);
    String prefix = new TrackerRun(stage).feed(seedlings, name);
    MongoDatabase database = stage.database(name).withWriteConcern(WriteConcern.W1);
    List<Clones> templates = templates(database, prefix);
    long perRound = (long) TEMPLATES * Course.UPDATES;
    int rounds = (int) ((wanted + perRound - 1) / perRound) - 1;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread + 1;
        shares.add(
            threads.submit(
                () -> {
                  for (int round = first; round <= rounds; round += THREADS) {
                    round(database, templates, round, rounds);
                  }
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return database.getCollection(Collections.EXTRACTIONS).estimatedDocumentCount();
  }

  /** The first round is the oldest. */
  private static void round(MongoDatabase database, List<Clones> templates, int round, int rounds) {
    SplittableRandom random = new SplittableRandom(round);
    List<Document> jobs = new ArrayList<>();
    List<Document> updates = new ArrayList<>();
    long seqs = (long) round * TEMPLATES * Course.UPDATES;
    for (Clones template : templates) {
      Clones.Copy copy = template.copy(random, seqs, ROUND_MILLIS * (rounds - round + 1));
      jobs.add(copy.job());
      updates.addAll(copy.updates());
      if (updates.size() >= BATCH) {
        insert(database.getCollection(Collections.EXTRACTIONS), updates);
      }
    }
    insert(database.getCollection(Collections.EXTRACTIONS), updates);
    insert(database.getCollection(Collections.JOBS), jobs);
  }

  private static void insert(MongoCollection<Document> into, List<Document> documents) {
    if (!documents.isEmpty()) {
      into.insertMany(documents, ANY_ORDER);
      documents.clear();
    }
  }

  private static List<Clones> templates(MongoDatabase database, String prefix) {
    Map<String, List<Document>> updates = new HashMap<>();
    for (Document update : database.getCollection(Collections.EXTRACTIONS).find()) {
      updates.computeIfAbsent(update.getString("jobId"), id -> new ArrayList<>()).add(update);
    }
    List<Clones> templates = new ArrayList<>(TEMPLATES);
    for (Document job : database.getCollection(Collections.JOBS).find()) {
      String id = job.getString("_id");
      String resource = job.getEmbedded(List.of("resource", "id"), String.class);
      templates.add(new Clones(id, resource, prefix, job, updates.getOrDefault(id, List.of())));
    }
    return templates;
  }
}
