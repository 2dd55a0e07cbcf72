package io.tallyboard.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.testkit.ServersResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages in, records out, on a broker and a store that are there. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class TrackerComponentTest {
  @ConfigProperty(name = "tallyboard.broker.uri")
  URI brokerUri;

  @ConfigProperty(name = "tallyboard.broker.prefix")
  String prefix;

  @ConfigProperty(name = "tallyboard.updates.kind")
  String kind;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  @Inject ReactiveMongoClient mongo;

  private Connection connection;
  private Channel channel;
  private String queue;

  @BeforeEach
  void declareAQueueAsTheApiDoes() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(brokerUri);
    connection = factory.newConnection();
    channel = connection.createChannel();
    queue = new Topology(prefix).updateQueue(0);
    boolean stream = kind.equals("stream");
    channel.queueDeclare(
        queue, true, false, false, stream ? Map.of(Topology.QUEUE_TYPE, "stream") : null);
    UpdateQueue record =
        new UpdateQueue(queue, stream ? QueueKind.STREAM : QueueKind.CLASSIC, Instant.EPOCH, null);
    if (count(Collections.UPDATE_QUEUES) == 0) {
      await(
          mongo
              .getDatabase(database)
              .getCollection(Collections.UPDATE_QUEUES, UpdateQueue.class)
              .insertOne(record));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
  }

  @Test
  void aRunBecomesAJobRecord() throws Exception {
    publish(update("a1", "start", "Started processing.", 0));
    publish(update("a1", "processing", "Downloading file.", 1));
    publish(update("a1", "done", "Done processing.", 3));

    Job job = jobWithUpdates("a1", 3);

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.identity()).isEqualTo(Identity.GIVEN);
    assertThat(job.extractor()).isEqualTo("ncsa.wordcount");
    assertThat(job.attempts()).hasSize(1);
    assertThat(job.lastMessage()).isEqualTo("Done processing.");
    assertThat(events("a1"))
        .extracting(Extraction::message)
        .containsExactly("Started processing.", "Downloading file.", "Done processing.");
  }

  @Test
  void updatesOfManyJobsInterleavedEachCountOnce() throws Exception {
    int jobs = 40;
    for (String[] step : new String[][] {{"start", "s"}, {"processing", "p"}, {"done", "d"}}) {
      for (int j = 0; j < jobs; j++) {
        publish(update("many-" + j, step[0], step[1], 0));
      }
    }
    for (int j = 0; j < jobs; j++) {
      Job job = jobWithUpdates("many-" + j, 3);
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(events("many-" + j)).hasSize(3);
    }
  }

  @Test
  void secretsNeverReachTheStore() throws Exception {
    publish("not JSON: {'secretKey': 's3cr3t-Val'}");
    publish(
        "{\"rejected\":\"extractors\",\"control_id\":\"c2\",\"reason\":\"NO_QUEUE\","
            + "\"detail\":\"token=s3cr3t-Val\",\"body\":\"{\\\"key\\\":\\\"s3cr3t-Val\\\"}\"}");
    publish(
        "{\"job_id\":\"secret\",\"status\":\"token: s3cr3t-Val\",\"start\":\"key=s3cr3t-Val\","
            + "\"message_type\":\"StatusMessage.start\",\"message\":\"X-API-KEY: s3cr3t-Val\"}");
    publish(update("secret", "error", "404 for http://h/api/files/1?key=s3cr3t-Val", 0));

    Job job = jobWithUpdates("secret", 2);

    assertThat(job.lastMessage()).doesNotContain("s3cr3t").contains("key=[hidden]");
    for (String name :
        List.of(Collections.EXTRACTIONS, Collections.JOBS, Collections.REJECTED_UPDATES)) {
      assertThat(all(name, Document.class))
          .isNotEmpty()
          .noneMatch(stored -> stored.toJson().contains("s3cr3t"));
    }
  }

  @Test
  void updatesWithoutAJobIdMakeInferredJobs() throws Exception {
    String body =
        "{\"file_id\":\"past-1\",\"extractor_id\":\"ncsa.old\",\"job_id\":null,"
            + "\"status\":\"%s\",\"start\":\"2019-04-02T10:00:%s-00:00\"}";
    publish(body.formatted("STARTED: Started", "00"));
    publish(body.formatted("DONE", "05"));
    publish(body.formatted("STARTED: Started", "30"));
    publish(body.formatted("ERROR: no", "31"));

    await()
        .untilAsserted(
            () -> {
              List<Job> jobs =
                  all(Collections.JOBS, Job.class).stream()
                      .filter(j -> "past-1|ncsa.old".equals(j.lane()))
                      .toList();
              assertThat(jobs).hasSize(2);
              assertThat(jobs)
                  .extracting(Job::state)
                  .containsExactlyInAnyOrder(JobState.SUCCEEDED, JobState.ERROR);
              assertThat(jobs).allMatch(j -> j.identity() == Identity.INFERRED && !j.ambiguous());
              assertThat(jobs)
                  .extracting(Job::startedAt)
                  .containsExactlyInAnyOrder(
                      Instant.parse("2019-04-02T10:00:00Z"), Instant.parse("2019-04-02T10:00:30Z"));
            });
  }

  @Test
  void whatCannotBeUsedIsKeptAsideAndHoldsNothingUp() throws Exception {
    publish("not json");
    publish("[1,2]");
    publish("{\"status\":\"STARTED\"}");
    publish("{\"file_id\":{\"a\":1},\"extractor_id\":\"e\",\"status\":\"DONE\"}");
    publish("{\"control\":\"DANCE\",\"job_id\":\"x\"}");
    publish("{\"job_id\":\"" + "x".repeat(200) + "\",\"status\":\"DONE\"}");
    channel.basicPublish("", queue, new AMQP.BasicProperties(), new byte[5_000_000]);
    publish(
        "{\"rejected\":\"extractors\",\"control_id\":\"c1\",\"reason\":\"NO_ID\","
            + "\"detail\":\"No id.\",\"body\":\"{}\"}");
    publish(
        "{\"job_id\":\"odd\",\"file_id\":12,\"extractor_id\":\"e\",\"status\":\"DANCING\","
            + "\"start\":\"tomorrow\",\"new_field\":[1]}");

    Job job = jobWithUpdates("odd", 1);

    assertThat(job.resource()).isNotNull();
    assertThat(job.resource().id()).isEqualTo("12");
    assertThat(job.state()).isEqualTo(JobState.PROCESSING);
    List<RejectedUpdate> rejected =
        all(Collections.REJECTED_UPDATES, RejectedUpdate.class).stream()
            .filter(r -> !r.body().contains("replay") && !r.body().contains("[hidden]"))
            .toList();
    assertThat(rejected)
        .extracting(RejectedUpdate::reason)
        .containsExactlyInAnyOrder(
            "NOT_JSON",
            "NOT_AN_OBJECT",
            "NO_IDENTITY",
            "WRONG_TYPE",
            "BAD_CONTROL_UPDATE",
            "ID_TOO_LONG",
            "TOO_LARGE",
            "NO_ID");
    assertThat(rejected)
        .filteredOn(r -> r.reason().equals("TOO_LARGE"))
        .allSatisfy(
            r -> {
              assertThat(r.length()).isEqualTo(5_000_000);
              assertThat(r.body().length()).isLessThanOrEqualTo(1 << 20);
            });
  }

  @Test
  void aRejectedMessageIsTakenOnceMoreByTodaysRules() throws Exception {
    publish("{\"no\":\"identity\",\"of\":\"replay-1\"}");
    publish("{\"no\":\"identity\",\"of\":\"replay-2\"}");
    RejectedUpdate first = rejectedWith("replay-1");
    RejectedUpdate second = rejectedWith("replay-2");
    // As if a later version could read what this one could not.
    rewrite(first.id(), update("replayed", "done", "Done after all.", 5));

    String ask = "{\"replay\":\"%s\",\"control_id\":\"replay:%s\",\"by\":\"ann\"}";
    publish(ask.formatted(first.id(), first.id()));
    publish(ask.formatted(second.id(), second.id()));
    publish(ask.formatted("nowhere:1", "nowhere:1"));

    Job job = jobWithUpdates("replayed", 1);
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    Extraction extraction = events("replayed").get(0);
    assertThat(extraction.refersTo()).isEqualTo(first.id());
    assertThat(extraction.controlId()).isEqualTo("replay:" + first.id());
    assertThat(extraction.seq()).isGreaterThan(second.seq());
    assertThat(extraction.notBefore()).isNotNull().isBeforeOrEqualTo(first.receivedAt());
    await()
        .untilAsserted(
            () -> {
              assertThat(rejected(first.id()).replayedAs()).isEqualTo(extraction.id());
              assertThat(rejected(first.id()).replayedBy()).isEqualTo("ann");
              assertThat(rejected(first.id()).replayedAt()).isEqualTo(extraction.receivedAt());
              assertThat(rejected(second.id()).replayFailure()).contains("names no job_id");
              assertThat(rejected(second.id()).replayTriedAt()).isNotNull();
              assertThat(rejected(second.id()).replayedAs()).isNull();
              assertThat(failedReplays()).hasSize(2);
            });

    // Asked for once more, it is said that it was replayed already, and nothing else happens.
    publish(ask.formatted(first.id(), first.id()));
    await().untilAsserted(() -> assertThat(failedReplays()).hasSize(3));
    assertThat(failedReplays()).anyMatch(r -> r.detail().contains("replayed already"));
    assertThat(events("replayed")).containsExactly(extraction);
    assertThat(jobWithUpdates("replayed", 1).version()).isEqualTo(job.version());
    assertThat(rejected(first.id()).replayTriedAt()).isNull();
  }

  private RejectedUpdate rejectedWith(String text) {
    return await()
        .until(
            () ->
                all(Collections.REJECTED_UPDATES, RejectedUpdate.class).stream()
                    .filter(r -> r.body().contains(text))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private RejectedUpdate rejected(String id) {
    return all(Collections.REJECTED_UPDATES, RejectedUpdate.class).stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<RejectedUpdate> failedReplays() {
    return all(Collections.REJECTED_UPDATES, RejectedUpdate.class).stream()
        .filter(r -> r.reason().equals(RejectedUpdate.REPLAY_FAILED))
        .toList();
  }

  private void rewrite(String id, String body) {
    await(
        mongo
            .getDatabase(database)
            .getCollection(Collections.REJECTED_UPDATES)
            .updateOne(Filters.eq("_id", id), Updates.set("body", body)));
  }

  @Test
  void aSubmissionTellsWhoAndWhatAndAStatusUpdateDoesNotUndoIt() throws Exception {
    publish(
        "{\"control\":\"SUBMITTED\",\"control_id\":\"submitted:ctl\",\"source\":\"API\","
            + "\"job_id\":\"ctl\",\"resource\":{\"type\":\"dataset\",\"id\":\"d1\"},"
            + "\"extractor\":\"ncsa.wordcount\",\"at\":\"2026-11-21T18:52:14.120Z\","
            + "\"request\":{\"user\":{\"id\":\"ann\",\"name\":\"Ann\"},\"how\":\"MANUAL\","
            + "\"parameters\":\"{}\"}}");
    publish(update("ctl", "start", "Started processing.", 0));

    Job job = jobWithUpdates("ctl", 2);

    assertThat(job.state()).isEqualTo(JobState.STARTED);
    assertThat(job.resource().type()).isEqualTo("dataset");
    assertThat(job.request().user().name()).isEqualTo("Ann");
    assertThat(job.waiting()).isNotNull();
  }

  private static String update(String job, String type, String message, int second) {
    return ("{\"file_id\":\"f1\",\"extractor_id\":\"ncsa.wordcount\",\"job_id\":\"%s\","
            + "\"status\":\"StatusMessage.%s: %s\",\"start\":\"2026-11-21T18:52:%02d-00:00\","
            + "\"message_type\":\"StatusMessage.%s\",\"message\":\"%s\"}")
        .formatted(job, type, message, second, type, message);
  }

  private void publish(String body) throws Exception {
    channel.basicPublish(
        "", queue, new AMQP.BasicProperties(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Job jobWithUpdates(String id, int updates) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                all(Collections.JOBS, Job.class).stream()
                    .filter(j -> j.id().equals(id) && j.updates() == updates)
                    .findFirst()
                    .orElse(null),
            job -> job != null);
  }

  private List<Extraction> events(String job) {
    return all(Collections.EXTRACTIONS, Extraction.class).stream()
        .filter(e -> job.equals(e.jobId()))
        .sorted((a, b) -> Long.compare(a.seq(), b.seq()))
        .toList();
  }

  private <T> List<T> all(String collection, Class<T> type) {
    return await(
        mongo.getDatabase(database).getCollection(collection, type).find().collect().asList());
  }

  private long count(String collection) {
    return IntStream.of(all(collection, UpdateQueue.class).size()).sum();
  }

  private static <T> T await(io.smallrye.mutiny.Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30));
  }
}
