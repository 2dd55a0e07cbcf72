package io.tallyboard.system;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.system.FakeFleet.Outcome;
import io.tallyboard.system.FakeFleet.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;

/** Whether what the trackers made of a fleet's updates is what the fleet did: nothing lost or twice. */
final class Truth {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Trackers trackers;
  private final FakeFleet fleet;

  Truth(Trackers trackers, FakeFleet fleet) {
    this.trackers = trackers;
    this.fleet = fleet;
  }

  /** How many updates are in the log. */
  static long stored(MongoDatabase store) {
    return store.getCollection(Collections.EXTRACTIONS).countDocuments();
  }

  /** How many updates the job records have counted, all together. */
  static long folded(MongoDatabase store) {
    Document sum =
        store
            .getCollection(Collections.JOBS)
            .aggregate(List.of(group(null, sum("updates", "$updates"))))
            .first();
    return sum == null ? 0 : ((Number) sum.get("updates")).longValue();
  }

  /** Waits until all is done, and compares all of it. */
  void holds() throws Exception {
    int updates = fleet.sent().size();
    await("all updates are stored")
        .atMost(PATIENCE)
        .until(() -> stored(trackers.store()) >= updates);
    await("all updates are folded")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(folded(trackers.store())).isEqualTo(updates));
    for (String queue : trackers.queues()) {
      logEqualsWhatWasPublished(queue, fleet.sentTo(queue));
    }
    assertThat(trackers.store().getCollection(Collections.REJECTED_UPDATES).countDocuments())
        .isZero();
    recordsEqualOutcomes();
    Tracker.verify(trackers.config());
    for (Map.Entry<String, String> onward : trackers.onwards().entrySet()) {
      passedOnEqualsWhatWasPublished(onward.getValue(), fleet.sentTo(onward.getKey()));
    }
  }

  private void logEqualsWhatWasPublished(String queue, List<Sent> published) {
    List<Document> stored =
        trackers
            .store()
            .getCollection(Collections.EXTRACTIONS)
            .find(eq("queue", queue))
            .sort(ascending("seq"))
            .into(new ArrayList<>());
    assertThat(stored).as(queue).hasSameSizeAs(published);
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

  private void recordsEqualOutcomes() {
    MongoCollection<Document> jobs = trackers.store().getCollection(Collections.JOBS);
    Map<String, String> named = new HashMap<>();
    Map<List<String>, List<String>> inferred = new HashMap<>();
    for (Document job : jobs.find()) {
      if ("INFERRED".equals(job.getString("identity"))) {
        String resource = job.getEmbedded(List.of("resource", "id"), String.class);
        inferred
            .computeIfAbsent(
                List.of(resource, job.getString("extractor")), lane -> new ArrayList<>())
            .add(summary(job));
      } else {
        named.put(job.getString("_id"), summary(job));
      }
    }
    SoftAssertions softly = new SoftAssertions();
    for (Outcome outcome : fleet.outcomes()) {
      if (outcome.jobId() != null) {
        softly
            .assertThat(named.get(outcome.jobId()))
            .as(outcome.jobId())
            .isEqualTo(summary(outcome));
      }
    }
    fleet.outcomes().stream()
        .filter(o -> o.jobId() == null)
        .collect(groupingBy(o -> List.of(o.resource(), o.extractor())))
        .forEach(
            (lane, runs) ->
                softly
                    .assertThat(inferred.getOrDefault(lane, List.of()))
                    .as("runs without id of " + lane)
                    .containsExactlyInAnyOrderElementsOf(
                        runs.stream().map(Truth::summary).toList()));
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
  void canBeRead(Board board) {
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

  /** Each at least once and in order; a crash may repeat some. */
  private void passedOnEqualsWhatWasPublished(String target, List<Sent> published)
      throws Exception {
    Iterator<String> wanted = published.stream().map(Sent::body).iterator();
    AtomicReference<String> next = new AtomicReference<>(wanted.next());
    try (Connection connection = trackers.connect();
        Channel channel = connection.createChannel()) {
      await("everything is passed on, in order, to " + target)
          .atMost(PATIENCE)
          .until(
              () -> {
                for (GetResponse one = channel.basicGet(target, true);
                    one != null;
                    one = channel.basicGet(target, true)) {
                  String body = new String(one.getBody(), StandardCharsets.UTF_8);
                  if (body.equals(next.get())) {
                    next.set(wanted.hasNext() ? wanted.next() : null);
                  } else {
                    assertThat(fleet.sent())
                        .as("a repetition")
                        .anyMatch(s -> s.body().equals(body));
                  }
                }
                return next.get() == null;
              });
    }
  }
}
