package io.tallyboard.api.actions;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to one job. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ActsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Broker broker;
  private String extractor;
  private List<Delivery> updates;

  @BeforeEach
  void ready() throws Exception {
    Calls.awaitReady();
    broker = new Broker();
    extractor = "acts." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    updates = broker.updates();
  }

  @AfterEach
  void close() throws Exception {
    broker.close();
  }

  private static String file() {
    return Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
  }

  private String submitted() {
    return submitted(ApiServers.ADMIN_KEY);
  }

  private String submitted(String key) {
    return Calls.submit(key, Calls.file(key, "a.txt", "hello"), extractor)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static SubmissionState state(String job) {
    return Records.submissions().find(new Document("_id", job)).first().state();
  }

  private static void awaitState(String job, SubmissionState state) {
    await().atMost(Duration.ofSeconds(20)).until(() -> state(job) == state);
  }

  private JsonNode told(String job, String control) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              for (Delivery update : updates) {
                JsonNode body = JSON.readTree(update.getBody());
                if (body.path("job_id").asText().equals(job)
                    && body.path("control").asText().equals(control)) {
                  return body;
                }
              }
              return null;
            },
            found -> found != null);
  }

  private static io.restassured.response.ValidatableResponse act(String job, String what) {
    return act(ApiServers.ADMIN_KEY, job, what);
  }

  private static io.restassured.response.ValidatableResponse act(
      String key, String job, String what) {
    return Calls.with(key).post("/v1/jobs/" + job + "/" + what).then();
  }

  @Test
  void whatWasNotSentYetIsNeverSent() throws Exception {
    String job = submitted();
    act(job, "cancel")
        .statusCode(200)
        .body("effect", equalTo("EXACT"))
        .body("text", containsString("will not run"))
        .body("remedy", nullValue());
    JsonNode control = told(job, "CANCELLED");
    assertThat(control.path("control_id").asText()).isEqualTo("cancelled:" + job);
    assertThat(control.path("message").asText()).isEqualTo("Cancelled by Administrator.");
    told(job, "SUBMITTED");
    assertThat(state(job)).isEqualTo(SubmissionState.CANCELLED);

    broker.declare(extractor);
    List<Delivery> sent = broker.consume(extractor);
    String next = submitted();
    awaitState(next, SubmissionState.DISPATCHED);
    Broker.awaitSize(sent, 1);
    assertThat(sent).hasSize(1);
    act(job, "cancel").statusCode(200).body("effect", equalTo("EXACT"));
    admin()
        .get("/v1/audit?target=job/" + job)
        .then()
        .body("entries.size()", equalTo(1))
        .body("entries[0].action", equalTo("job.cancel"))
        .body("entries[0].detail", containsString("EXACT"));
  }

  /** The replica that took the wish died before it told the job, and the broker came back late. */
  @Test
  void whoWishedItIsNamedByWhoeverTellsIt() throws Exception {
    String job = submitted();
    told(job, "SUBMITTED");
    Instant before = Instant.now().minusSeconds(60);
    Records.documents(Collections.FOLLOW_UPS)
        .insertOne(
            new Document("_id", "cancel:" + job)
                .append("kind", "CANCEL")
                .append("job", job)
                .append("by", new Document("id", "ann").append("name", "Ann"))
                .append("at", Date.from(before))
                .append("number", 0)
                .append("lookAt", Date.from(Instant.now().plusSeconds(3_600))));
    Records.documents(Collections.SUBMISSIONS)
        .updateOne(
            new Document("_id", job),
            new Document(
                "$set", new Document("state", "CANCELLED").append("untold", Date.from(before))));

    assertThat(told(job, "CANCELLED").path("message").asText()).isEqualTo("Cancelled by Ann.");
  }

  @Test
  void whatWasSentIsRefusedAtItsNextCall() throws Exception {
    broker.declare(extractor);
    List<Delivery> sent = broker.consume(extractor);
    String job = submitted();
    awaitState(job, SubmissionState.DISPATCHED);
    Broker.awaitSize(sent, 1);
    JsonNode message = JSON.readTree(sent.get(0).getBody());
    String fetch =
        "/api/files/"
            + message.path("id").asText()
            + "/metadata?key="
            + message.path("secretKey").asText();
    io.restassured.RestAssured.given().get(fetch).then().statusCode(200);

    act(job, "cancel").statusCode(200).body("effect", equalTo("AT_FETCH"));
    told(job, "CANCELLED");
    assertThat(io.restassured.RestAssured.given().get(fetch).statusCode()).isIn(401, 403);
  }

  @Test
  void whatAnotherSystemSentIsMarkedAndTheRemedyIsTold() {
    Records.jobs(job("foreign-" + extractor).by(extractor).state(JobState.PROCESSING).build());
    act("foreign-" + extractor, "cancel")
        .statusCode(200)
        .body("effect", equalTo("MARKED_ONLY"))
        .body("remedy", containsString(extractor));
    told("foreign-" + extractor, "CANCELLED");
  }

  @Test
  void whatHasEndedOrIsAnothersIsNotCancelled() {
    Records.jobs(job("done-" + extractor).by(extractor).build());
    act("done-" + extractor, "cancel").statusCode(409).body("detail", containsString("SUCCEEDED"));
    String job = submitted();
    act(Calls.key("sue", "submitter"), job, "cancel").statusCode(403);
    act(Calls.key("vera", "viewer"), job, "cancel").statusCode(403);
    act(Calls.key("olga", "operator"), job, "cancel").statusCode(200);
    String own = Calls.key("sue", "submitter");
    act(own, submitted(own), "cancel").statusCode(200);
    act("no-such-job", "cancel").statusCode(404);
  }

  @Test
  void aPastRunCanBeToldNothing() {
    Records.jobs(job("past-" + extractor).inferred().by(extractor).state(JobState.STARTED).build());
    act("past-" + extractor, "cancel").statusCode(409).body("detail", containsString("past run"));
  }

  @Test
  void aJobIsRunAgainAsANewOneThatPointsBack() {
    String file = file();
    Records.jobs(
        job("failed-" + extractor)
            .by(extractor)
            .on(ResourceRef.file(file))
            .state(JobState.ERROR)
            .build());
    String made =
        act("failed-" + extractor, "rerun")
            .statusCode(202)
            .header("Location", containsString("/v1/jobs/"))
            .body("how", equalTo("RERUN"))
            .body("resource.id", equalTo(file))
            .body("parameters.depth", equalTo(3))
            .extract()
            .path("id");
    assertThat(Records.submissions().find(new Document("_id", made)).first().request().retryOf())
        .isEqualTo("failed-" + extractor);

    Records.jobs(
        job(made).by(extractor).on(ResourceRef.file(file)).retryOf("failed-" + extractor).build());
    JsonNode control = told("failed-" + extractor, "ADDRESSED");
    assertThat(control.path("refers_to").asText()).isEqualTo(made);
    assertThat(control.has("message")).isFalse();
  }

  @Test
  void aPastRunIsRunAgainWhereItsFileIsHere() {
    String file = file();
    Records.jobs(
        job("past-" + extractor).inferred().by(extractor).on(ResourceRef.unknown(file)).build(),
        job("away-" + extractor)
            .inferred()
            .by(extractor)
            .on(ResourceRef.unknown("elsewhere"))
            .build());
    act("past-" + extractor, "rerun").statusCode(202).body("resource.type", equalTo("file"));
    act("away-" + extractor, "rerun")
        .statusCode(409)
        .body("detail", containsString("does not have what this job worked on"));
  }

  @Test
  void aLostJobIsCancelledBeforeItIsRunAgain() {
    Records.jobs(
        job("lost-" + extractor)
            .by(extractor)
            .on(ResourceRef.file(file()))
            .state(JobState.LOST)
            .build());
    act("lost-" + extractor, "rerun").statusCode(202);
    told("lost-" + extractor, "CANCELLED");
  }

  @Test
  void whatStillRunsIsNotRunAgainAndACircleOfRetriesIsRefused() {
    act(submitted(), "rerun").statusCode(409).body("detail", containsString("not ended"));
    ResourceRef file = ResourceRef.file(file());
    Records.jobs(
        job("a-" + extractor)
            .by(extractor)
            .on(file)
            .state(JobState.ERROR)
            .retryOf("b-" + extractor)
            .build(),
        job("b-" + extractor)
            .by(extractor)
            .on(file)
            .state(JobState.ERROR)
            .retryOf("a-" + extractor)
            .build());
    act("a-" + extractor, "rerun").statusCode(422).body("errors[0].pointer", equalTo("/retryOf"));
  }

  @Test
  void aFailedJobIsReplayedAsItsNextAttemptWithAnotherKey() throws Exception {
    broker.declare(extractor);
    List<Delivery> sent = broker.consume(extractor);
    String job = submitted();
    awaitState(job, SubmissionState.DISPATCHED);
    Broker.awaitSize(sent, 1);
    act(job, "replay").statusCode(409);

    Records.jobs(job(job).by(extractor).state(JobState.ERROR).build());
    act(job, "replay").statusCode(202);
    JsonNode control = told(job, "REPLAYED");
    assertThat(control.path("control_id").asText()).isEqualTo("replayed:" + job + ":1");
    Broker.awaitSize(sent, 2);
    JsonNode first = JSON.readTree(sent.get(0).getBody());
    JsonNode second = JSON.readTree(sent.get(1).getBody());
    assertThat(second.path("job_id").asText()).isEqualTo(job);
    assertThat(second.path("retry_count").asInt()).isZero();
    assertThat(second.path("secretKey").asText()).isNotEqualTo(first.path("secretKey").asText());
  }

  @Test
  void whatWaitsIsGivenAPriorityAndWhatWasSentIsNot() throws Exception {
    String job = submitted();
    priority(job, 9).statusCode(200).body("id", equalTo(job));
    assertThat(Records.submissions().find(new Document("_id", job)).first().priority())
        .isEqualTo(9);
    priority(job, 10).statusCode(400).body("errors[0].pointer", equalTo("/priority"));
    broker.declare(extractor);
    awaitState(job, SubmissionState.DISPATCHED);
    priority(job, 1).statusCode(409);
  }

  private static io.restassured.response.ValidatableResponse priority(String job, int n) {
    return admin()
        .contentType(ContentType.JSON)
        .body(Map.of("priority", n))
        .patch("/v1/jobs/" + job)
        .then();
  }

  @Test
  void whatWasAskedForIsSeenThroughBySomebodyElse() {
    String job = submitted();
    Records.documents(Collections.FOLLOW_UPS)
        .insertOne(
            new Document("_id", "cancel:" + job)
                .append("kind", "CANCEL")
                .append("job", job)
                .append("by", new Document("id", "ann").append("name", "Ann"))
                .append("at", java.util.Date.from(java.time.Instant.now()))
                .append("number", 0)
                .append("lookAt", new java.util.Date(0)));
    JsonNode control = told(job, "CANCELLED");
    assertThat(control.path("message").asText()).isEqualTo("Cancelled by Ann.");
    assertThat(state(job)).isEqualTo(SubmissionState.CANCELLED);
    await()
        .until(
            () ->
                Records.documents(Collections.FOLLOW_UPS).countDocuments(new Document("job", job))
                    == 0);
    admin().get("/v1/jobs/" + job).then().body("state", not(equalTo("SUCCEEDED")));
  }
}
