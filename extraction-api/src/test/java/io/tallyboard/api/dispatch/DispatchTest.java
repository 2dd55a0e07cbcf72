package io.tallyboard.api.dispatch;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Filters;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class DispatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Broker broker;
  private String extractor;

  @BeforeEach
  void ready() throws Exception {
    Calls.awaitReady();
    broker = new Broker();
    extractor = "dispatch." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
  }

  @AfterEach
  void close() throws Exception {
    broker.close();
  }

  private static JsonNode json(Delivery delivery) throws Exception {
    return JSON.readTree(delivery.getBody());
  }

  private static Submission stored(String jobId) {
    return Records.submissions().find(new Document("_id", jobId)).first();
  }

  private static Submission awaitState(String jobId, SubmissionState state) {
    await().atMost(Duration.ofSeconds(20)).until(() -> stored(jobId).state() == state);
    return stored(jobId);
  }

  private static String queueOfOurs() {
    return Records.documents(Collections.UPDATE_QUEUES)
        .find(Filters.ne("kind", QueueKind.FOREIGN.name()))
        .first()
        .getString("_id");
  }

  private static List<JsonNode> of(String jobId, List<Delivery> updates) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    for (Delivery update : updates) {
      JsonNode json = json(update);
      if (json.path("job_id").asText().equals(jobId)) {
        found.add(json);
      }
    }
    return found;
  }

  private static void awaitAnnounced(String jobId, List<Delivery> updates) {
    await().atMost(Duration.ofSeconds(20)).until(() -> !of(jobId, updates).isEmpty());
  }

  @Test
  void aSubmittedJobIsAnnouncedAndThenSentToItsExtractor() throws Exception {
    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    List<Delivery> updates = broker.updates();
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello world");

    Response answer = Calls.submit(ApiServers.ADMIN_KEY, file, extractor);
    answer
        .then()
        .statusCode(202)
        .body("state", equalTo("SUBMITTED"))
        .body("identity", equalTo("GIVEN"))
        .body("resource.id", equalTo(file))
        .body("resource.name", equalTo("a.txt"))
        .body("user.id", equalTo("admin"))
        .body("how", equalTo("MANUAL"))
        .body("parameters.depth", equalTo(3))
        .body("extractor", equalTo(extractor));
    String id = answer.path("id");
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    answer.then().header("Location", endsWith("/v1/jobs/" + id));

    Broker.awaitSize(jobs, 1);
    JsonNode job = json(jobs.get(0));
    String key = job.path("secretKey").asText();
    Submission sent = awaitState(id, SubmissionState.DISPATCHED);
    assertThat(keys(id)).as("only its hash is kept").containsExactly(new Secret(key).hash());
    assertThat(sent.dispatches()).isEqualTo(1);
    assertThat(sent.dispatchedAt()).isNotNull();
    Topology topology = new Topology(sent.updateQueue().replaceAll("\\.updates\\.\\d+$", ""));
    assertThat(sent.updateQueue()).isIn(topology.updateQueue(0), topology.updateQueue(1));

    AMQP.BasicProperties properties = jobs.get(0).getProperties();
    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.getDeliveryMode()).isEqualTo(2);
    assertThat(properties.getCorrelationId()).isEqualTo(id);
    assertThat(properties.getReplyTo()).isEqualTo(sent.updateQueue());

    JsonNode expected =
        JSON.readTree(
            """
            {"host":"http://board.example:8080/","retry_count":0,"flags":"",
             "resource_type":"file","filename":"a.txt","fileSize":11,"id":"FILE",
             "intermediateId":"FILE","datasetId":"","msgid":"JOB","jobid":"JOB","job_id":"JOB",
             "notifies":[],"routing_key":"extractors.NAME","parameters":{"depth":3},
             "activity":"submitted","target":"{}",
             "source":{"id":{"resourceType":"file","id":"FILE"},"mimeType":"text/plain",
                       "extra":{"filename":"a.txt"}}}
            """
                .replace("FILE", file)
                .replace("JOB", id)
                .replace("NAME", extractor));
    ((com.fasterxml.jackson.databind.node.ObjectNode) job).remove("secretKey");
    assertThat(job).isEqualTo(expected);

    awaitAnnounced(id, updates);
    JsonNode update = of(id, updates).get(0);
    assertThat(update.path("control").asText()).isEqualTo("SUBMITTED");
    assertThat(update.path("control_id").asText()).isEqualTo("submitted:" + id);
    assertThat(update.path("source").asText()).isEqualTo("API");
    assertThat(update.path("resource").path("id").asText()).isEqualTo(file);
    assertThat(update.path("request").path("user").path("id").asText()).isEqualTo("admin");
    assertThat(update.path("request").path("parameters").asText()).isEqualTo("{\"depth\":3}");
    assertThat(Instant.parse(update.path("at").asText())).isEqualTo(sent.createdAt());
    assertThat(update.toString()).doesNotContain(key);
  }

  @Test
  void aJobWaitsForAQueueThatIsNotThereAndSaysSo() throws Exception {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    String id = Calls.submit(ApiServers.ADMIN_KEY, file, extractor).path("id");
    Submission waiting = awaitState(id, SubmissionState.ANNOUNCED);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/jobs/" + id)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("SUBMITTED"))
                    .body("waitingReason", containsString(extractor)));
    admin().get("/v1/jobs?extractor=" + extractor).then().body("jobs[0].id", equalTo(id));
    assertThat(waiting.dispatches()).isZero();
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(keys(id)).isEmpty());

    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    Broker.awaitSize(jobs, 1);
    awaitState(id, SubmissionState.DISPATCHED);
    assertThat(json(jobs.get(0)).path("job_id").asText()).isEqualTo(id);
    admin()
        .get("/v1/jobs/" + id)
        .then()
        .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("waitingReason")));
    assertThat(keys(id))
        .as("keys of messages that came back open nothing")
        .containsExactly(new Secret(json(jobs.get(0)).path("secretKey").asText()).hash());
  }

  private static List<String> keys(String jobId) {
    return Records.documents(Collections.JOB_KEYS)
        .find(new Document("jobId", jobId))
        .map(key -> key.getString("_id"))
        .into(new ArrayList<>());
  }

  @Test
  void manyWaitingJobsAreAllSentOnceTheQueueIsThere() throws Exception {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      ids.add(Calls.submit(ApiServers.ADMIN_KEY, file, extractor).path("id"));
    }
    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    Broker.awaitSize(jobs, 30);
    for (String id : ids) {
      awaitState(id, SubmissionState.DISPATCHED);
    }
    Set<String> sent = new HashSet<>();
    for (Delivery job : jobs) {
      sent.add(json(job).path("job_id").asText());
    }
    assertThat(sent).isEqualTo(ids);
    assertThat(jobs).as("each once").hasSize(30);
  }

  @Test
  void whatACrashLeftBehindIsFinishedByTheSweep() throws Exception {
    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    List<Delivery> updates = broker.updates();
    String updateQueue = queueOfOurs();
    Submission accepted = left(SubmissionState.ACCEPTED, updateQueue);
    Submission announced = left(SubmissionState.ANNOUNCED, updateQueue);
    Records.submission(accepted);
    Records.submission(announced);

    Broker.awaitSize(jobs, 2);
    awaitState(accepted.jobId(), SubmissionState.DISPATCHED);
    awaitState(announced.jobId(), SubmissionState.DISPATCHED);
    awaitAnnounced(accepted.jobId(), updates);
    assertThat(of(announced.jobId(), updates)).as("told before the crash").isEmpty();
  }

  @Test
  void whatAnotherReplicaHoldsIsLeftAloneUntilItsLeaseRunsOut() throws Exception {
    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    String updateQueue = queueOfOurs();
    Submission held = left(SubmissionState.ANNOUNCED, updateQueue);
    Submission free = left(SubmissionState.ANNOUNCED, updateQueue);
    Records.submission(held);
    Records.documents(Collections.SUBMISSIONS)
        .updateOne(
            new Document("_id", held.jobId()),
            new Document("$set", new Document("claimedUntil", Instant.now().plusSeconds(3_600))));
    Records.submission(free);

    awaitState(free.jobId(), SubmissionState.DISPATCHED);
    assertThat(stored(held.jobId()).state()).isEqualTo(SubmissionState.ANNOUNCED);

    Records.documents(Collections.SUBMISSIONS)
        .updateOne(
            new Document("_id", held.jobId()),
            new Document("$set", new Document("claimedUntil", Instant.now().minusSeconds(1))));
    awaitState(held.jobId(), SubmissionState.DISPATCHED);
    Broker.awaitSize(jobs, 2);
    assertThat(jobs).as("each once").hasSize(2);
  }

  @Test
  void aDatasetNeedNotExistHereAndIsSentAsSuch() throws Exception {
    broker.declare(extractor);
    List<Delivery> jobs = broker.consume(extractor);
    admin()
        .contentType("application/json")
        .body(
            "{\"resource\":{\"type\":\"dataset\",\"id\":\"d1\"},\"extractor\":\"%s\"}"
                .formatted(extractor)
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/jobs")
        .then()
        .statusCode(202);
    Broker.awaitSize(jobs, 1);
    JsonNode job = json(jobs.get(0));
    assertThat(job.path("datasetId").asText()).isEqualTo("d1").isEqualTo(job.path("id").asText());
    assertThat(job.path("parameters").toString()).isEqualTo("{}");
  }

  private Submission left(SubmissionState state, String updateQueue) {
    return new Submission(
        UUID.randomUUID().toString(),
        ResourceRef.file("left"),
        "text/plain",
        1,
        extractor,
        extractor,
        new Request(new UserRef("ann", "Ann"), How.MANUAL, "left.txt", "{}"),
        updateQueue,
        state,
        null,
        Instant.now().minusSeconds(60),
        null,
        0,
        3);
  }
}
