package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Lengths;
import io.tallyboard.api.domain.Times;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.JobIndexes;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.testkit.Servers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private static JobQuery query(JobFilter filter, JobSort sort) {
    long middle = sort.key() == JobSort.Key.CREATED ? NOW.toEpochMilli() - 1_000L * COUNT / 2 : 500;
    return new JobQuery(
        filter, Visibility.all(), sort, PAGE, Optional.of(new JobPoint(sort, middle, "plan-5")));
  }

  /** One for every way in which a list can be walked along. */
  private static List<JobFilter> filters() {
    Set<JobState> states = Set.of(JobState.ERROR, JobState.LOST, JobState.SUCCEEDED);
    return List.of(
        JobFilter.everything(),
        JobFilter.on(ResourceRef.file("f")),
        filter().dataset(Optional.of("d")).build(),
        filter().user(Optional.of("u")).build(),
        filter().extractors(Set.of("e")).build(),
        filter().extractors(Set.of("e", "other")).build(),
        filter().states(states).build(),
        filter().extractors(Set.of("e", "other")).states(states).build(),
        filter().trouble(Set.of(Event.STALLED)).build(),
        filter().created(new Times(Optional.of(NOW.minusSeconds(COUNT)), Optional.of(NOW))).build(),
        filter().elapsed(new Lengths(Optional.of(3L), Optional.of(900L))).build());
  }

  private static JobFilterBuilder filter() {
    return new JobFilterBuilder();
  }

  @Test
  void everyWalkThroughTheJobsIsBoundedByAnIndexAndNoneSorts() {
    MongoCollection<Document> jobs = Records.documents(Collections.JOBS);
    JobIndexes.create(jobs);
    jobs.insertMany(documents());
    for (JobSort sort : JobSort.values()) {
      for (JobFilter filter : filters()) {
        JobQuery query = query(filter, sort);
        JobSpine.of(query).forEach(spine -> spine.legs().forEach(leg -> walked(jobs, query, leg)));
      }
    }
  }

  private static void walked(MongoCollection<Document> jobs, JobQuery query, JobLeg leg) {
    JobRange range = JobRange.of(query.sort(), query.filter());
    for (Optional<JobPoint> after : List.of(query.after(), Optional.<JobPoint>empty())) {
      Bson page = leg.between(range, after, Optional.empty(), List.of()).orElseThrow();
      FindIterable<Document> find =
          jobs.find(page).sort(JobRange.order(query.sort())).hint(leg.hint(query.sort()));
      Document stats = stats(find.limit(PAGE));
      assertThat(stats.toJson())
          .as("%s sorted by %s", query.filter(), query.sort())
          .doesNotContain("COLLSCAN")
          .doesNotContain("\"SORT\"");
      int merged = 2 * leg.starts().size();
      assertThat(stats.getInteger("totalKeysExamined")).isLessThanOrEqualTo(PAGE + 2 * merged);
      assertThat(stats.getInteger("totalDocsExamined")).isLessThanOrEqualTo(PAGE + merged);

      // How far a walk reaches is told without a look at the jobs.
      Document reach =
          stats(
              jobs.find(leg.between(range, after, Optional.empty()).orElseThrow())
                  .sort(JobRange.order(query.sort()))
                  .hint(leg.hint(query.sort()))
                  .projection(Projections.include(JobRange.field(query.sort()), JobBson.ID))
                  .skip(PAGE - 1)
                  .limit(1));
      assertThat(reach.getInteger("totalDocsExamined")).isZero();
      assertThat(reach.toJson()).doesNotContain("\"SORT\"");
    }
  }

  private static Document stats(FindIterable<Document> find) {
    return find.explain(ExplainVerbosity.EXECUTION_STATS).get("executionStats", Document.class);
  }

  @Test
  void conditionsWithoutAnIndexAreMetWithinTheWalk() {
    MongoCollection<Document> jobs = Records.documents(Collections.JOBS);
    JobIndexes.create(jobs);
    jobs.insertMany(documents());
    JobQuery query =
        query(
            filter().dataset(Optional.of("d")).text(Optional.of("nothing says so")).build(),
            JobSort.NEWEST);
    JobPoint end =
        new JobPoint(JobSort.NEWEST, NOW.toEpochMilli() - 1_000L * (COUNT / 2 + 100), "m");
    JobSpine spine = JobSpine.of(query).get(0);
    for (JobLeg leg : spine.legs()) {
      Bson walked =
          leg.between(
                  JobRange.of(query.sort(), query.filter()),
                  query.after(),
                  Optional.of(end),
                  spine.residual(query, JobConditions.of(query)))
              .orElseThrow();
      Document stats =
          stats(
              jobs.find(walked)
                  .sort(JobRange.order(query.sort()))
                  .hint(leg.hint(query.sort()))
                  .limit(PAGE));
      assertThat(stats.toJson()).doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
      assertThat(stats.getInteger("totalDocsExamined")).isLessThanOrEqualTo(110);
    }
  }

  @Test
  void whatIsStillToBeSentIsFoundByAnIndex() {
    MongoCollection<Document> submissions = Records.documents(Collections.SUBMISSIONS);
    submissions.insertMany(waiting());
    Bson oldest = Sorts.ascending(JobBson.CREATED_AT);
    Bson free = SubmissionBson.unclaimed(Instant.now());
    Bson announced = and(eq("state", "ANNOUNCED"), eq("queue", "q"));
    Bson users = and(announced, eq("priority", 5), eq(SubmissionBson.USER_ID, "u"));
    cheap(submissions, and(eq("state", "ACCEPTED"), free), oldest);
    cheap(submissions, and(users, free), oldest);
    // From one name to the next, however many jobs have it.
    hops(submissions, SubmissionBson.QUEUE, eq("state", "ANNOUNCED"));
    hops(submissions, SubmissionBson.PRIORITY, announced);
    hops(submissions, SubmissionBson.USER_ID, and(announced, eq("priority", 5)));
    hops(submissions, SubmissionBson.IN_FLIGHT, gt(SubmissionBson.IN_FLIGHT, ""));
    for (JobSort sort : List.of(JobSort.NEWEST, JobSort.OLDEST)) {
      for (JobFilter filter :
          List.of(JobFilter.everything(), JobFilter.on(ResourceRef.file("f")))) {
        JobQuery query = query(filter, sort);
        cheap(
            submissions,
            MongoSubmissions.walked(query, query.after()).orElseThrow(),
            JobRange.order(sort));
      }
    }
    cheap(Records.documents(Collections.JOB_KEYS), eq(MongoJobKeys.JOB, "j"), new Document());
  }

  /** Some to be announced, some to be sent, and many that were sent. */
  private static List<Document> waiting() {
    List<Document> documents = documents();
    for (int i = 0; i < COUNT; i++) {
      Document d = documents.get(i).append("priority", 5);
      switch (i % 4) {
        case 0 -> d.append("state", "ACCEPTED");
        case 1 -> d.append("state", "ANNOUNCED");
        default -> d.append("inFlight", "q").append("dispatchedAt", NOW);
      }
    }
    return documents;
  }

  private static void hops(MongoCollection<Document> submissions, String field, Bson filter) {
    Document distinct =
        new Document("distinct", submissions.getNamespace().getCollectionName())
            .append("key", field)
            .append("query", filter.toBsonDocument());
    Document stats =
        Records.database()
            .runCommand(new Document("explain", distinct).append("verbosity", "executionStats"))
            .get("executionStats", Document.class);
    // Other tests' submissions are there too.
    int values = Records.database().runCommand(distinct).getList("values", Object.class).size();
    assertThat(stats.toJson()).as(field).contains("DISTINCT_SCAN");
    assertThat(stats.getInteger("totalKeysExamined"))
        .as(field)
        .isLessThanOrEqualTo(2 * values + 2)
        .isLessThan(COUNT / 4);
    assertThat(stats.getInteger("totalDocsExamined")).as(field).isZero();
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
                        .append("state", i % 3 == 0 ? "ERROR" : "DISPATCHED")
                        .append("createdAt", NOW.minusSeconds(i))
                        .append("running", new Document("millis", i % 1_000L))
                        .append("waiting", new Document("millis", i % 1_000L))
                        .append(
                            "request",
                            new Document("user", new Document("id", "u")).append("dataset", "d")))
            .toList());
  }
}
