package io.tallyboard.tracker;

import static java.util.stream.Collectors.toMap;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.ingest.Folds;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.QueuePositions.Through;
import io.tallyboard.tracker.ingest.UpdateLog;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The store of a test, and the service's way of writing to it without a broker. */
@Singleton
public class Board {
  private final ReactiveMongoClient client;
  private final String database;
  private final UpdateLog log;
  private final JobStore store;
  private final Folds folding;
  private final QueuePositions positions;

  Board(
      ReactiveMongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      UpdateLog log,
      JobStore store,
      Folds folding,
      QueuePositions positions) {
    this.client = client;
    this.database = database;
    this.log = log;
    this.store = store;
    this.folding = folding;
    this.positions = positions;
  }

  public void clear() {
    for (String name :
        List.of(
            Collections.EXTRACTIONS,
            Collections.JOBS,
            Collections.LANES,
            Collections.REMOVED_JOBS,
            Collections.QUEUE_POSITIONS)) {
      clear(name);
    }
  }

  public void clear(String collection) {
    get(raw(collection).deleteMany(new Document()));
  }

  /** Takes a batch of one queue as the service does, and notes that it was folded. */
  public void take(List<Extraction> batch) {
    Set<String> ids = new HashSet<>();
    batch.forEach(e -> ids.add(e.key()));
    Map<String, Job> known = get(store.jobs(ids));
    store(batch);
    get(folding.fold(batch, known));
    Extraction last = batch.get(batch.size() - 1);
    get(
        positions.foldedThrough(
            last.queue(), new Through(0, last.seq(), last.digest(), last.receivedAt(), null)));
  }

  /** Into the log alone. */
  public void store(List<Extraction> batch) {
    get(log.append(batch.stream().<Entry>map(Entry.Kept::of).toList()));
  }

  /** Takes what came on several queues, in batches of any size, now of this and now of that queue. */
  public void takeAll(List<List<Extraction>> queues, Random random) {
    int[] at = new int[queues.size()];
    boolean more = true;
    while (more) {
      int q = random.nextInt(at.length);
      int end = Math.min(queues.get(q).size(), at[q] + 1 + random.nextInt(9));
      if (end > at[q]) {
        take(queues.get(q).subList(at[q], end));
        at[q] = end;
      }
      more = false;
      for (int i = 0; i < at.length; i++) {
        more |= at[i] < queues.get(i).size();
      }
    }
  }

  public Job job(String id) {
    return get(store.jobs(Set.of(id))).get(id);
  }

  /** All of them, as if of one version. */
  public Map<String, Job> jobs() {
    return all(Collections.JOBS, Job.class).stream()
        .collect(toMap(Job::id, job -> job.withVersion(0)));
  }

  /** All of them, as if of one version. */
  public Map<String, Lane> lanes() {
    return all(Collections.LANES, Lane.class).stream()
        .collect(toMap(Lane::id, lane -> lane.withVersion(0)));
  }

  public List<Extraction> updates() {
    return all(Collections.EXTRACTIONS, Extraction.class);
  }

  public List<RemovedJob> removed() {
    return all(Collections.REMOVED_JOBS, RemovedJob.class);
  }

  /** Writes a record as nobody should. */
  public void spoil(String id, UnaryOperator<Document> how) {
    Document job = get(raw(Collections.JOBS).find(Filters.eq("_id", id)).collect().first());
    Document spoiled = how.apply(job);
    get(raw(Collections.JOBS).deleteOne(Filters.eq("_id", id)));
    get(raw(Collections.JOBS).insertOne(spoiled));
  }

  public void remove(String collection, Bson which) {
    get(raw(collection).deleteMany(which));
  }

  public ReactiveMongoCollection<Document> raw(String collection) {
    return client.getDatabase(database).getCollection(collection);
  }

  private <T> List<T> all(String collection, Class<T> type) {
    return get(
        client.getDatabase(database).getCollection(collection, type).find().collect().asList());
  }

  public static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
