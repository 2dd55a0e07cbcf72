package io.tallyboard.api.actions;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to many jobs. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ManyActsTest {
  private String extractor;

  @BeforeEach
  void ready() {
    Calls.awaitReady();
    extractor = "many." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
  }

  private List<String> submitted(String key, int count) {
    String file = Calls.file(key, "a.txt", "hello");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Calls.submit(key, file, extractor).then().statusCode(202).extract().path("id"));
    }
    return ids;
  }

  private Map<String, Object> cancelAll() {
    return new HashMap<>(Map.of("action", "cancel", "filter", Map.of("extractor", extractor)));
  }

  private static ValidatableResponse post(String key, Map<String, Object> body) {
    return Calls.with(key).contentType(ContentType.JSON).body(body).post("/v1/jobs/actions").then();
  }

  private static ValidatableResponse post(Map<String, Object> body) {
    return post(ApiServers.ADMIN_KEY, body);
  }

  private static JsonPath finished(String action) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> admin().get("/v1/actions/" + action).then().statusCode(200).extract().jsonPath(),
            path -> path.getBoolean("finished"));
  }

  private static SubmissionState state(String job) {
    return Records.submissions().find(new Document("_id", job)).first().state();
  }

  @Test
  void manyAreCountedConfirmedAndCancelled() {
    List<String> ids = submitted(ApiServers.ADMIN_KEY, 12);
    Records.jobs(job("done-" + extractor).by(extractor).build());
    Map<String, Object> body = cancelAll();
    body.put("dryRun", true);
    post(body)
        .statusCode(200)
        .body("count", equalTo(12))
        .body("exact", equalTo(true))
        .body("states.SUBMITTED", equalTo(12))
        .body("sample.size()", equalTo(5));
    body.remove("dryRun");
    post(body).statusCode(400).body("errors[0].pointer", equalTo("/expected"));
    body.put("expected", 400);
    post(body)
        .statusCode(409)
        .body("detail", containsString("12"))
        .body("detail", containsString("400"));
    assertThat(ids).allMatch(id -> state(id) != SubmissionState.CANCELLED);
    body.put("expected", 12);
    String action = post(body).statusCode(202).body("count", equalTo(12)).extract().path("id");
    JsonPath end = finished(action);
    assertThat(end.getInt("done")).isEqualTo(12);
    assertThat(end.getInt("effects.EXACT")).isEqualTo(12);
    assertThat(ids).allMatch(id -> state(id) == SubmissionState.CANCELLED);
    admin()
        .get("/v1/audit?action=jobs.cancel&target=action/" + action)
        .then()
        .body("entries.size()", equalTo(2))
        .body("entries[0].count", equalTo(12))
        .body("entries[0].detail", containsString("12 EXACT"))
        .body("entries[0].filter", equalTo("extractor=" + extractor));
    admin()
        .get("/v1/audit?target=job/" + ids.get(7))
        .then()
        .body("entries.size()", equalTo(1))
        .body("entries[0].action", equalTo("job.cancel"))
        .body("entries[0].detail", containsString("EXACT"));
  }

  @Test
  void aRerunThatWasCutShortGoesOnAndMakesNoJobTwice() {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add("f" + i + "-" + extractor);
      Records.jobs(
          job("f" + i + "-" + extractor)
              .by(extractor)
              .on(ResourceRef.file(file))
              .state(JobState.ERROR)
              .build());
    }
    String action =
        post(new HashMap<>(Map.of("action", "rerun", "ids", ids, "expected", 5)))
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(action).getInt("effects.RERUN")).isEqualTo(5);
    // As if the replica had died before it wrote down how far it was.
    Records.documents(Collections.ACTIONS)
        .updateOne(
            new Document("_id", action),
            new Document(
                    "$set",
                    new Document("open", true)
                        .append("done", 0L)
                        .append("effects", List.of())
                        .append("heldUntil", new Date(0)))
                .append("$unset", new Document("finishedAt", "").append("cursor", "")));
    assertThat(finished(action).getInt("effects.RERUN")).isEqualTo(5);
    admin()
        .get("/v1/audit?action=job.rerun&target=job/" + ids.get(0))
        .then()
        .body("entries.size()", equalTo(1));
    assertThat(
            Records.submissions()
                .countDocuments(
                    new Document("extractor", extractor).append("request.how", "RERUN")))
        .isEqualTo(5);
  }

  @Test
  void whatCannotBeDoneIsToldOfTheJobsThatItCannotBeDoneTo() {
    Records.jobs(
        job("e-" + extractor)
            .by(extractor)
            .on(ResourceRef.unknown("elsewhere"))
            .state(JobState.ERROR)
            .build());
    String action =
        post(new HashMap<>(
                Map.of("action", "rerun", "ids", List.of("e-" + extractor), "expected", 1)))
            .statusCode(202)
            .extract()
            .path("id");
    JsonPath end = finished(action);
    assertThat(end.getInt("effects.REFUSED")).isEqualTo(1);
    assertThat(end.getString("failures[0].why")).contains("does not have");
  }

  @Test
  void submittersActOnTheirOwnJobsOnly() {
    String sue = Calls.key("sue-" + extractor, "submitter");
    submitted(ApiServers.ADMIN_KEY, 2);
    List<String> own = submitted(sue, 3);
    Map<String, Object> body = cancelAll();
    body.put("expected", 3);
    String action = post(sue, body).statusCode(202).body("count", equalTo(3)).extract().path("id");
    assertThat(finished(action).getInt("done")).isEqualTo(3);
    assertThat(own).allMatch(id -> state(id) == SubmissionState.CANCELLED);
    Calls.with(Calls.key("bob", "submitter")).get("/v1/actions/" + action).then().statusCode(404);
    post(Calls.key("vera", "viewer"), body).statusCode(403);
  }

  @Test
  void prioritiesOfManyAreChanged() {
    List<String> ids = submitted(ApiServers.ADMIN_KEY, 3);
    String action =
        post(new HashMap<>(
                Map.of("action", "prioritise", "ids", ids, "expected", 3, "priority", 9)))
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(finished(action).getInt("effects.PRIORITISED")).isEqualTo(3);
    for (String id : ids) {
      assertThat(Records.submissions().find(new Document("_id", id)).first().priority())
          .isEqualTo(9);
    }
  }

  @Test
  void whatCannotBeReadIsRefusedByItsPointer() {
    refused(Map.of("action", "delete", "ids", List.of("a")), "/action");
    refused(Map.of("action", "cancel"), "/filter");
    refused(Map.of("action", "cancel", "ids", List.of("a"), "filter", Map.of()), "/ids");
    refused(Map.of("action", "cancel", "ids", List.of()), "/ids");
    refused(Map.of("action", "cancel", "filter", Map.of("colour", "red")), "/filter/colour");
    refused(Map.of("action", "cancel", "filter", Map.of("state", "ASLEEP")), "/filter/state");
    refused(Map.of("action", "prioritise", "ids", List.of("a")), "/priority");
    refused(Map.of("action", "cancel", "ids", List.of("a"), "priority", 3), "/priority");
    refused(Map.of("action", "prioritise", "ids", List.of("a"), "priority", 10), "/priority");
  }

  private static void refused(Map<String, Object> body, String pointer) {
    Map<String, Object> dry = new HashMap<>(body);
    dry.put("dryRun", true);
    post(dry).statusCode(400).body("errors[0].pointer", equalTo(pointer));
  }
}
