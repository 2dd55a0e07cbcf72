package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.testkit.Servers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a genuine mongod does with our queries: the embedded store does not explain itself. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
@EnabledIfSystemProperty(named = Servers.STORE, matches = "mongodb.+")
class QueryPlansTest {
  private static final int COUNT = 2_000;
  private static final int PAGE = 20;
  private static final Instant NOW = Instant.now();

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  @AfterEach
  void leaveNothing() {
    for (String name : List.of(Collections.JOBS, Collections.SUBMISSIONS)) {
      Records.documents(name).deleteMany(Filters.regex("_id", "^plan-"));
    }
  }

  private static Document explain(MongoCollection<Document> collection, Bson filter, Bson sort) {
    return collection
        .find(filter)
        .sort(sort)
        .limit(PAGE)
        .explain(ExplainVerbosity.EXECUTION_STATS)
        .get("executionStats", Document.class);
  }

  private static void cheap(MongoCollection<Document> collection, Bson filter, Bson sort) {
    Document stats = explain(collection, filter, sort);
    assertThat(stats.toJson()).doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    assertThat(stats.getInteger("totalKeysExamined")).isLessThan(4 * PAGE);
  }

  private static JobQuery query(JobFilter filter) {
    PagePoint deep = new PagePoint(NOW.minusSeconds(COUNT / 2), "m");
    return new JobQuery(filter, Visibility.all(), PAGE, Optional.of(deep));
  }

  @Test
  void aDeepPageOfJobsCostsNoMoreThanTheFirst() {
    MongoCollection<Document> jobs = Records.documents(Collections.JOBS);
    // As job-tracker makes them.
    for (String field : List.of("resource.id", "extractor", "request.user.id")) {
      jobs.createIndex(compoundIndex(ascending(field), descending("createdAt", "_id")));
    }
    jobs.createIndex(descending("createdAt", "_id"));
    jobs.insertMany(documents());
    JobFilter everything = JobFilter.everything();
    cheap(jobs, JobBson.matching(query(everything)), JobBson.NEWEST_FIRST);
    cheap(jobs, JobBson.matching(query(JobFilter.on(ResourceRef.file("f")))), JobBson.NEWEST_FIRST);
  }

  @Test
  void whatIsStillToBeSentIsFoundByAnIndex() {
    MongoCollection<Document> submissions = Records.documents(Collections.SUBMISSIONS);
    submissions.insertMany(documents());
    Bson oldest = Sorts.ascending(JobBson.CREATED_AT);
    Bson free = SubmissionBson.unclaimed(Instant.now());
    cheap(submissions, and(eq("state", "ACCEPTED"), free), oldest);
    cheap(submissions, and(eq("state", "DISPATCHED"), eq("queue", "q"), free), oldest);
    cheap(
        submissions,
        and(SubmissionBson.unrecorded(), JobBson.matching(query(JobFilter.everything()))),
        JobBson.NEWEST_FIRST);
    cheap(submissions, eq(SubmissionBson.KEY_HASHES, "h"), new Document());
  }

  private static List<Document> documents() {
    return new ArrayList<>(
        IntStream.range(0, COUNT)
            .mapToObj(
                i ->
                    new Document("_id", "plan-" + i)
                        .append("resource", new Document("id", "f").append("type", "file"))
                        .append("extractor", "e")
                        .append("queue", "q")
                        .append("state", "DISPATCHED")
                        .append("createdAt", NOW.minusSeconds(i)))
            .toList());
  }
}
