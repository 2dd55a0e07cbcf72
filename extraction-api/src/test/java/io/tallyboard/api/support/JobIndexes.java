package io.tallyboard.api.support;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The indexes of the job records, as job-tracker makes them. */
public final class JobIndexes {
  private JobIndexes() {}

  public static void create(MongoCollection<Document> jobs) {
    Bson newest = descending("createdAt", "_id");
    jobs.createIndex(newest);
    for (List<String> fields :
        List.of(
            List.of("resource.id"),
            List.of("extractor"),
            List.of("state"),
            List.of("extractor", "state"),
            List.of("request.user.id"))) {
      jobs.createIndex(compoundIndex(ascending(fields), newest));
    }
    where(jobs, "request.dataset", compoundIndex(ascending("request.dataset"), newest));
    where(jobs, "running.millis", descending("running.millis", "_id"));
    where(jobs, "waiting.millis", descending("waiting.millis", "_id"));
    where(
        jobs,
        "running.millis",
        compoundIndex(ascending("extractor"), descending("running.millis", "_id")));
    jobs.createIndex(
        compoundIndex(ascending("state"), descending("finishedAt"), ascending("extractor")),
        new IndexOptions().partialFilterExpression(eq("state", "ERROR")));
    for (String field : List.of("lane", "formerIds")) {
      jobs.createIndex(ascending(field), new IndexOptions().sparse(true));
    }
  }

  private static void where(MongoCollection<Document> jobs, String field, Bson keys) {
    jobs.createIndex(keys, new IndexOptions().partialFilterExpression(exists(field)));
  }
}
