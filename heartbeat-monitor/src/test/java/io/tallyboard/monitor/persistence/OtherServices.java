package io.tallyboard.monitor.persistence;

import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.Trouble;
import io.tallyboard.contract.store.UpdateQueue;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Records as job-tracker and extraction-api write them. */
public final class OtherServices {
  public static final String LOG = "updates.0";
  private static final ReplaceOptions OR_NEW = new ReplaceOptions().upsert(true);

  private final ReactiveMongoDatabase database;

  OtherServices(ReactiveMongoDatabase database) {
    this.database = database;
  }

  /** A job that runs since then. */
  public static Job running(String id, Instant since) {
    return job(id, "ncsa.wordcount", JobState.STARTED, since, Identity.GIVEN, false, null);
  }

  static Job job(
      String id,
      @Nullable String extractor,
      JobState state,
      Instant at,
      Identity identity,
      boolean imported,
      @Nullable String verdict) {
    Event kind = verdict == null ? null : Event.valueOf(verdict.split(":")[0].toUpperCase());
    return new Job(
        id,
        identity,
        false,
        null,
        List.of(),
        ResourceRef.file("f"),
        extractor,
        null,
        state,
        kind == null ? null : new Trouble(kind, at, "counted"),
        null,
        null,
        null,
        List.of(),
        1,
        at,
        at,
        at,
        null,
        at,
        null,
        null,
        null,
        2,
        0,
        imported,
        false,
        new FoldMemory(
            null,
            null,
            null,
            null,
            null,
            0,
            List.of(),
            List.of(),
            verdict == null ? List.of() : List.of(verdict),
            List.of(new Folded(LOG, 1, 0))),
        1);
  }

  /** The same job, told of by this verdict. */
  public static Job doubted(Job job, String verdict) {
    return job(
        job.id(), job.extractor(), job.state(), job.lastSeenAt(), job.identity(), false, verdict);
  }

  public void write(Job job) {
    database
        .getCollection(Collections.JOBS, Job.class)
        .replaceOne(new Document("_id", job.id()), job, OR_NEW)
        .await()
        .indefinitely();
  }

  public void remove(String job) {
    database
        .getCollection(Collections.JOBS)
        .deleteOne(new Document("_id", job))
        .await()
        .indefinitely();
  }

  /** That we sent a job there. */
  public void sent(String job, String queue, String updateQueue) {
    insert(
        Collections.SUBMISSIONS,
        new Document("_id", job).append("queue", queue).append("updateQueue", updateQueue));
  }

  /** That an extractor takes its jobs from there. */
  void extractor(String name, String queue) {
    insert(Collections.EXTRACTORS, new Document("_id", name).append("queue", queue));
  }

  private void insert(String collection, Document document) {
    database.getCollection(collection, Document.class).insertOne(document).await().indefinitely();
  }

  void updateQueue(String name) {
    database
        .getCollection(Collections.UPDATE_QUEUES, UpdateQueue.class)
        .insertOne(new UpdateQueue(name, QueueKind.STREAM, Instant.EPOCH, null))
        .await()
        .indefinitely();
  }

  /** That a log is read up to then. */
  public void read(String log, Instant until) {
    position(new QueuePosition(log, 1, null, until, until, null, null, null));
  }

  void position(QueuePosition position) {
    database
        .getCollection(Collections.QUEUE_POSITIONS, QueuePosition.class)
        .replaceOne(new Document("_id", position.queue()), position, OR_NEW)
        .await()
        .indefinitely();
  }
}
