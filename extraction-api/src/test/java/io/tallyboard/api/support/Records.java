package io.tallyboard.api.support;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.codecs.EncoderContext;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The service's store, as the other services see it: what they would write is written here. */
public final class Records {
  private static final MongoClient CLIENT = MongoClients.create(setting("tallyboard.store.uri"));

  private Records() {}

  public static String setting(String name) {
    Config config = ConfigProvider.getConfig();
    return config.getValue(name, String.class);
  }

  public static MongoDatabase database() {
    return CLIENT.getDatabase(setting("tallyboard.store.database"));
  }

  public static MongoCollection<Document> documents(String name) {
    return database().getCollection(name);
  }

  public static void jobs(Job... jobs) {
    database().getCollection(Collections.JOBS, Job.class).insertMany(Arrays.asList(jobs));
  }

  /** As job-tracker writes it: in place of its earlier version, with the time of the writing. */
  public static void written(Job job, Instant at) {
    database()
        .getCollection(Collections.JOBS, BsonDocument.class)
        .replaceOne(
            new Document("_id", job.id()), document(job, at), new ReplaceOptions().upsert(true));
  }

  /** Many new ones. */
  public static void written(List<Job> jobs, Instant at) {
    database()
        .getCollection(Collections.JOBS, BsonDocument.class)
        .insertMany(jobs.stream().map(job -> document(job, at)).toList());
  }

  private static BsonDocument document(Job job, Instant at) {
    BsonDocument document = new BsonDocument();
    database()
        .getCodecRegistry()
        .get(Job.class)
        .encode(new BsonDocumentWriter(document), job, EncoderContext.builder().build());
    return document.append(Job.CHANGED_AT, new BsonDateTime(at.toEpochMilli()));
  }

  public static void extractions(List<Extraction> extractions) {
    database().getCollection(Collections.EXTRACTIONS, Extraction.class).insertMany(extractions);
  }

  public static void rejected(RejectedUpdate... updates) {
    database()
        .getCollection(Collections.REJECTED_UPDATES, RejectedUpdate.class)
        .insertMany(Arrays.asList(updates));
  }

  public static void position(QueuePosition position) {
    database().getCollection(Collections.QUEUE_POSITIONS, QueuePosition.class).insertOne(position);
  }

  /** What a job handed in just now. */
  public static void result(String id, String jobId, ResourceRef resource) {
    database()
        .getCollection(Collections.RESULTS, Result.class)
        .insertOne(
            new Result(id, jobId, resource, "counted", "metadata", "{\"n\":1}", Instant.now()));
  }

  /** What our queues' names begin with. */
  public static String prefix() {
    return setting("tallyboard.broker.prefix");
  }

  public static void submission(Submission submission) {
    submissions().insertOne(submission);
  }

  public static MongoCollection<Submission> submissions() {
    return database().getCollection(Collections.SUBMISSIONS, Submission.class);
  }

  /** An extractor that has been heard of, with one process. */
  public static void extractor(String name, String queue) {
    Instant now = Instant.now();
    database()
        .getCollection(Collections.EXTRACTORS, ExtractorInfo.class)
        .insertOne(info(name, queue, null, null, now));
    instance(
        new ExtractorInstance(name + "-1", name, queue, "2.0", null, now, now, 1, List.of(), null));
    watched(now.minus(Duration.ofHours(2)), now);
  }

  public static void privateExtractor(String name, String owner) {
    database()
        .getCollection(Collections.EXTRACTORS, ExtractorInfo.class)
        .insertOne(info(name, name, owner, "KEY", Instant.now()));
  }

  /** One that says what it works on, and what its parameters are. */
  public static void extractor(
      String name, @Nullable String owner, @Nullable String parameters, String... rules) {
    Instant now = Instant.now();
    database()
        .getCollection(Collections.EXTRACTORS, ExtractorInfo.class)
        .insertOne(
            new ExtractorInfo(
                name,
                name,
                "2.0",
                null,
                null,
                owner,
                owner == null ? null : "KEY",
                Arrays.stream(rules)
                    .map(rule -> rule.split(" ", 2))
                    .map(rule -> new ExtractorInfo.Rule(rule[0], rule[1]))
                    .toList(),
                parameters,
                null,
                1,
                List.of(),
                now,
                now,
                1));
  }

  /** As heartbeat-monitor writes it each second. */
  public static void watched(Instant since, Instant until) {
    database()
        .getCollection(Collections.WATCHES, Watched.class)
        .replaceOne(
            new Document("_id", Watched.BEATS),
            Watched.of(since, until),
            new ReplaceOptions().upsert(true));
  }

  public static void instance(ExtractorInstance instance) {
    database()
        .getCollection(Collections.EXTRACTOR_INSTANCES, ExtractorInstance.class)
        .insertOne(instance);
  }

  private static ExtractorInfo info(
      String name, String queue, String owner, String key, Instant now) {
    return new ExtractorInfo(
        name,
        queue,
        "2.0",
        "Counts words.",
        null,
        owner,
        key,
        List.of(new ExtractorInfo.Rule("file", "text/*")),
        null,
        null,
        1,
        List.of(),
        now.minus(Duration.ofHours(1)),
        now,
        1);
  }
}
