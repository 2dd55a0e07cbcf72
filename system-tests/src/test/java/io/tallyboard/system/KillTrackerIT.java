package io.tallyboard.system;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.system.FakeFleet.Outcome;
import io.tallyboard.system.FakeFleet.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Killing job-tracker with -9 in the middle of its work loses nothing and doubles nothing. */
@Real
class KillTrackerIT {
  private static final int UPDATES = 5_000;
  private static final int KILLS = 10;
  private static final long SEED = 20_261_122;

  @Test
  void ten_kills_in_the_middle_of_five_thousand_updates_leave_no_trace() throws Exception {
    // A suite of its own: nothing else may write to its streams.
    try (Suite suite = Suite.start()) {
      List<String> queues =
          List.of(suite.topology().updateQueue(0), suite.topology().updateQueue(1));
      FakeFleet fleet = FakeFleet.of(UPDATES, queues, SEED);
      assertThat(fleet.sent()).hasSize(UPDATES);
      assertThat(fleet.outcomes()).hasSizeGreaterThan(500);

      publishWhileKilling(suite, fleet);

      MongoCollection<Document> extractions = suite.store().getCollection(Collections.EXTRACTIONS);
      await("all updates are stored")
          .atMost(Duration.ofSeconds(60))
          .until(() -> extractions.countDocuments() >= UPDATES);
      await("all updates are folded")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(folded(suite.store())).isEqualTo(UPDATES));

      for (String queue : queues) {
        assertLogEqualsWhatWasPublished(extractions, queue, fleet.sentTo(queue));
      }
      assertThat(suite.store().getCollection(Collections.REJECTED_UPDATES).countDocuments())
          .isZero();
      assertRecordsEqualOutcomes(suite.store(), fleet);
      assertEventsCanBeRead(suite.board(), fleet);
    }
  }

  private static void publishWhileKilling(Suite suite, FakeFleet fleet) throws Exception {
    MongoCollection<Document> extractions = suite.store().getCollection(Collections.EXTRACTIONS);
    Random random = new Random(SEED);
    int half = UPDATES / (KILLS + 1) / 2;
    int interrupted = 0;
    try (FleetPublisher publisher = new FleetPublisher(suite.connect(), fleet)) {
      for (int kill = 0; kill < KILLS; kill++) {
        // Now while it stores, now while it folds.
        LongSupplier progress =
            kill % 2 == 0 ? extractions::countDocuments : () -> folded(suite.store());
        long before = progress.getAsLong();
        publisher.publish(half);
        long wanted = before + 1 + random.nextInt(half);
        await("some of it is done")
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> progress.getAsLong() >= wanted);
        suite.killTracker();
        long stored = extractions.countDocuments();
        if (stored < publisher.published() || folded(suite.store()) < stored) {
          interrupted++;
        }
        // It comes back to a backlog, and may be killed again in the middle of that.
        publisher.publish(half);
        suite.restartTracker();
      }
      publisher.publishRest();
    }
    assertThat(interrupted).as("kills that left something undone").isGreaterThan(KILLS / 2);
  }

  /** How many updates the job records have counted, all together. */
  private static long folded(MongoDatabase store) {
    Document sum =
        store
            .getCollection(Collections.JOBS)
            .aggregate(List.of(group(null, sum("updates", "$updates"))))
            .first();
    return sum == null ? 0 : ((Number) sum.get("updates")).longValue();
  }

  private static void assertLogEqualsWhatWasPublished(
      MongoCollection<Document> extractions, String queue, List<Sent> published) {
    List<Document> stored =
        extractions.find(eq("queue", queue)).sort(ascending("seq")).into(new ArrayList<>());
    assertThat(stored).hasSameSizeAs(published);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < published.size(); i++) {
      Document is = stored.get(i);
      Sent was = published.get(i);
      softly.assertThat(is.get("_id")).isEqualTo(queue + ":" + i);
      softly.assertThat(((Number) is.get("seq")).longValue()).isEqualTo(i);
      softly.assertThat(is.getString("jobId")).as("job of " + i).isEqualTo(was.jobId());
      softly.assertThat(is.getString("event")).as("event of " + i).isEqualTo(was.event().name());
      softly.assertThat(is.getString("message")).as("text of " + i).isEqualTo(was.text());
      softly.assertThat(is.getString("extractor")).isEqualTo(was.extractor());
      softly
          .assertThat(is.getEmbedded(List.of("resource", "id"), String.class))
          .isEqualTo(was.resource());
    }
    softly.assertAll();
  }

  private static void assertRecordsEqualOutcomes(MongoDatabase store, FakeFleet fleet) {
    MongoCollection<Document> jobs = store.getCollection(Collections.JOBS);
    SoftAssertions softly = new SoftAssertions();
    List<Outcome> named = fleet.outcomes().stream().filter(o -> o.jobId() != null).toList();
    for (Outcome outcome : named) {
      Document job = jobs.find(eq("_id", outcome.jobId())).first();
      softly
          .assertThat(job == null ? null : summary(job))
          .as(outcome.jobId())
          .isEqualTo(summary(outcome));
    }
    fleet.outcomes().stream()
        .filter(o -> o.jobId() == null)
        .collect(groupingBy(o -> List.of(o.resource(), o.extractor())))
        .forEach(
            (lane, runs) -> {
              List<String> inferred = new ArrayList<>();
              jobs.find(
                      and(
                          eq("identity", "INFERRED"),
                          eq("resource.id", lane.get(0)),
                          eq("extractor", lane.get(1))))
                  .forEach(job -> inferred.add(summary(job)));
              softly
                  .assertThat(inferred)
                  .as("runs without id of " + lane)
                  .containsExactlyInAnyOrderElementsOf(
                      runs.stream().map(KillTrackerIT::summary).toList());
            });
    softly.assertThat(jobs.countDocuments()).isEqualTo(fleet.outcomes().size());
    softly.assertAll();
  }

  private static String summary(Outcome o) {
    return "%s after %d attempts, %d updates".formatted(o.state(), o.attempts(), o.updates());
  }

  private static String summary(Document job) {
    return "%s after %d attempts, %s updates"
        .formatted(
            job.getString("state"),
            job.getList("attempts", Document.class).size(),
            job.get("updates"));
  }

  /** Each event of each named job exactly once and in order, as a client reads them. */
  private static void assertEventsCanBeRead(Board board, FakeFleet fleet) {
    SoftAssertions softly = new SoftAssertions();
    fleet.sent().stream()
        .filter(s -> s.jobId() != null)
        .collect(groupingBy(Sent::jobId))
        .forEach(
            (job, said) ->
                softly
                    .assertThat(board.messages(job))
                    .as("events of " + job)
                    .containsExactlyElementsOf(said.stream().map(Sent::text).toList()));
    softly.assertAll();
  }
}
