package io.tallyboard.api.support;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's store, as the other services see it: what they would write is written here. */
public final class Records {
  private static final MongoClient CLIENT = MongoClients.create(setting("tallyboard.store.uri"));

  private Records() {}

  static String setting(String name) {
    Config config = ConfigProvider.getConfig();
    return config.getValue(name, String.class);
  }

  private static MongoDatabase database() {
    return CLIENT.getDatabase(setting("tallyboard.store.database"));
  }

  public static MongoCollection<Document> documents(String name) {
    return database().getCollection(name);
  }

  public static void jobs(Job... jobs) {
    database().getCollection(Collections.JOBS, Job.class).insertMany(Arrays.asList(jobs));
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
        new ExtractorInstance(
            name + "-1", name, queue, "2.0", null, now, now, 1, List.of(), now, now, null));
  }

  public static void privateExtractor(String name, String owner) {
    database()
        .getCollection(Collections.EXTRACTORS, ExtractorInfo.class)
        .insertOne(info(name, name, owner, "KEY", Instant.now()));
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
