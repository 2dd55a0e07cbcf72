package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.Level;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.JobIndexes;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Place;
import io.tallyboard.testkit.Servers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a genuine mongod does with our counts, and with our questions to the log. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
@EnabledIfSystemProperty(named = Servers.STORE, matches = "mongodb.+")
class TallyPlansTest {
  private static final int COUNT = 3_000;
  private static final Instant NOW = Instant.now();
  private static final List<String> STATES = List.of("SUCCEEDED", "SUCCEEDED", "ERROR", "STARTED");

  @BeforeEach
  void ready() {
    Calls.awaitReady();
    leaveNothing();
  }

  @AfterEach
  void leaveNothing() {
    for (String name : List.of(Collections.JOBS, Collections.EXTRACTIONS)) {
      Records.documents(name).deleteMany(Filters.regex("_id", "^tally-"));
    }
  }

  private static MongoCollection<Document> jobs() {
    MongoCollection<Document> jobs = Records.documents(Collections.JOBS);
    JobIndexes.create(jobs);
    jobs.insertMany(
        IntStream.range(0, COUNT)
            .mapToObj(
                i ->
                    new Document("_id", "tally-" + i)
                        .append("resource", new Document("type", "file").append("id", "f" + i % 9))
                        .append("extractor", "tally." + i % 500)
                        .append("state", STATES.get(i / 500 % 4))
                        .append("request", new Document("dataset", "tally-" + i % 2))
                        .append("finishedAt", NOW.minusSeconds(i))
                        .append("createdAt", NOW.minusSeconds(i)))
            .toList());
    return jobs;
  }

  private static Document plan(MongoCollection<Document> collection, List<Bson> stages) {
    Document explained = collection.aggregate(stages).explain(ExplainVerbosity.EXECUTION_STATS);
    assertThat(winning(explained).toString()).doesNotContain("COLLSCAN").doesNotContain("=SORT,");
    return explained;
  }

  /** Without the plans that were thought of and dropped. */
  private static Object winning(Object explained) {
    if (explained instanceof Document document) {
      Document kept = new Document();
      document.forEach(
          (name, value) -> {
            if (!name.equals("rejectedPlans") && !name.equals("allPlansExecution")) {
              kept.put(name, winning(value));
            }
          });
      return kept;
    }
    return explained instanceof List<?> list
        ? list.stream().map(TallyPlansTest::winning).toList()
        : explained;
  }

  private static int read(Document explained, String name) {
    return Pattern.compile("\"" + name + "\": (\\d+)")
        .matcher(explained.toJson())
        .results()
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .max()
        .orElseThrow();
  }

  @Test
  void whatExtractorsHaveToDoIsCountedFromIndexesAlone() {
    MongoCollection<Document> jobs = jobs();
    List<String> names = IntStream.range(0, 500).mapToObj(i -> "tally." + i).toList();
    Document active = plan(jobs, TallyBson.active(names, Visibility.all()));
    assertThat(read(active, "totalDocsExamined")).isZero();
    Document failed = plan(jobs, TallyBson.failed(NOW.minusSeconds(1_200), Visibility.all()));
    assertThat(read(failed, "totalDocsExamined")).isZero();
    assertThat(read(failed, "totalKeysExamined")).isLessThan(210);
  }

  @Test
  void oneExtractorsRecentJobsAndADatasetsFilesAreReadInTheOrderOfAnIndex() {
    MongoCollection<Document> jobs = jobs();
    Document recent =
        plan(jobs, TallyBson.recent("tally.7", NOW.minusSeconds(900), Visibility.all(), 3));
    assertThat(read(recent, "totalDocsExamined")).isLessThanOrEqualTo(3);
    Document files = plan(jobs, MongoDatasetTallies.stages("tally-1", Visibility.all(), 100));
    assertThat(read(files, "totalDocsExamined")).isEqualTo(100);
  }

  @Test
  void aLogIsReadAndSearchedInTheOrderOfItsIndex() {
    MongoCollection<Document> log = Records.documents(Collections.EXTRACTIONS);
    log.createIndex(Indexes.ascending("key", "receivedAt", "queue", "seq"));
    log.insertMany(
        IntStream.range(0, COUNT)
            .mapToObj(
                i ->
                    new Document("_id", "tally-" + i)
                        .append("key", "tally")
                        .append("jobId", "tally")
                        .append("event", "PROGRESS")
                        .append("message", "line " + i)
                        .append("receivedAt", NOW.plusMillis(i / 10))
                        .append("queue", "q")
                        .append("seq", (long) i))
            .toList());
    EventScope scope = new EventScope.OfJob("tally");
    Place middle = new Place(NOW.plusMillis(150), "q", 1_503);
    EventFilter filter =
        new EventFilter(Optional.of(Level.PROGRESS), Optional.of("LINE"), OptionalInt.empty());
    for (Direction direction : Direction.values()) {
      LogRange range =
          direction == Direction.FORWARD
              ? LogRange.whole().after(middle)
              : LogRange.whole().before(middle);
      Bson page =
          and(
              EventBson.within(scope).orElseThrow(),
              EventBson.range(range),
              EventBson.matching(filter));
      Document read = stats(log, page, new Document(), direction, 0, 20);
      assertThat(read.getInteger("totalDocsExamined")).isLessThanOrEqualTo(40);
      Document reach =
          stats(
              log,
              and(EventBson.around(scope).orElseThrow(), EventBson.range(range)),
              new Document("_id", 0).append("receivedAt", 1).append("queue", 1).append("seq", 1),
              direction,
              999,
              1);
      assertThat(reach.getInteger("totalKeysExamined")).isLessThanOrEqualTo(1_020);
    }
  }

  private static Document stats(
      MongoCollection<Document> log,
      Bson filter,
      Document fields,
      Direction direction,
      int skip,
      int limit) {
    Document stats =
        log.find(filter)
            .projection(fields)
            .sort(EventBson.order(direction))
            .skip(skip)
            .limit(limit)
            .explain(ExplainVerbosity.EXECUTION_STATS)
            .get("executionStats", Document.class);
    assertThat(stats.toJson()).doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    return stats;
  }
}
