package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.key;
import static io.tallyboard.api.support.Calls.with;
import static io.tallyboard.api.support.Jobs.job;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
@TestProfile(OwnVisibilityTest.Own.class)
class OwnVisibilityTest {

  /** Viewers and submitters see their own jobs only. */
  public static class Own implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallyboard.api.visibility", "own");
    }
  }

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private static RequestSpecification as(String user, String role) {
    return with(key(user, role));
  }

  @Test
  void viewersAndSubmittersSeeTheirOwnJobsAndOperatorsAll() {
    ResourceRef file = ResourceRef.file("shared");
    Records.jobs(
        job("anns").of("ann").on(file).build(),
        job("bobs").of("bob").on(file).build(),
        job("nobodys").inferred().on(file).build());

    for (String role : List.of("viewer", "submitter")) {
      as("ann", role).get("/v1/jobs").then().body("jobs.id", contains("anns"));
      as("ann", role).get("/v1/jobs?user=bob").then().body("jobs.size()", equalTo(0));
      as("ann", role).get("/v1/jobs/anns").then().statusCode(200);
      for (String path : List.of("", "/events", "/log", "/message", "/results")) {
        as("ann", role).get("/v1/jobs/bobs" + path).then().statusCode(404);
        as("ann", role).get("/v1/jobs/nobodys" + path).then().statusCode(404);
      }
      as("ann", role)
          .get("/v1/resources/file/shared/extractions")
          .then()
          .body("extractors.jobs.flatten().id", contains("anns"));
    }
    for (String role : List.of("operator", "admin")) {
      as("ann", role)
          .get("/v1/jobs?resource=file/shared")
          .then()
          .body("jobs.id", containsInAnyOrder("anns", "bobs", "nobodys"));
    }
  }

  @Test
  void countsAndResultsAreOfTheirOwnJobsOnly() {
    Records.extractor("counted", "counted");
    ResourceRef file = ResourceRef.file("with-results");
    Records.jobs(
        job("c1").by("counted").of("eve").on(file).state(JobState.STARTED).build(),
        job("c2").by("counted").of("fay").on(file).state(JobState.STARTED).build(),
        job("c3").by("counted").of("fay").state(JobState.ERROR).finished(Instant.now()).build());
    Records.result("r1", "c1", file);
    Records.result("r2", "c2", file);
    String results = "/v1/resources/file/with-results/results";
    String found = "extractors.find { it.name == 'counted' }.";
    as("eve", "viewer").get(results).then().body("results.id", contains("r1"));
    as("eve", "operator").get(results).then().body("results.id", contains("r2", "r1"));
    as("eve", "viewer")
        .get("/v1/extractors")
        .then()
        .body(found + "running", equalTo(1))
        .body(found + "failed", equalTo(0));
    as("eve", "operator")
        .get("/v1/extractors")
        .then()
        .body(found + "running", equalTo(2))
        .body(found + "failed", equalTo(1));
    as("eve", "viewer")
        .get("/v1/extractors/counted")
        .then()
        .body("recent.states", equalTo(Map.of("STARTED", 1)));
    Records.jobs(
        job("r1").of("eve").on(ResourceRef.file("r")).in("rolled").build(),
        job("r2").of("fay").on(ResourceRef.file("s")).in("rolled").build());
    String rollup = "/v1/resources/dataset/rolled/extractions";
    as("eve", "viewer").get(rollup).then().body("rollup.files", equalTo(1));
    as("eve", "operator").get(rollup).then().body("rollup.files", equalTo(2));
  }

  @Test
  void submissionsAndFilesAreTheirOwnersToo() {
    Records.extractor("own.extractor", "own.extractor");
    String cid = key("cid", "submitter");
    String dan = key("dan", "submitter");
    String file = Calls.file(cid, "c.txt", "x");
    String id = Calls.submit(cid, file, "own.extractor").path("id");

    with(cid).get("/v1/jobs").then().body("jobs.id", contains(id));
    with(cid).get("/v1/files/" + file + "/content").then().statusCode(200);
    with(dan).get("/v1/jobs").then().body("jobs.size()", equalTo(0));
    with(dan).get("/v1/jobs/" + id).then().statusCode(404);
    with(dan).get("/v1/jobs/" + id + "/message").then().statusCode(404);
    with(dan).get("/v1/jobs/" + id + "/log").then().statusCode(404);
    with(dan).get("/v1/files/" + file).then().statusCode(404);
    with(dan).get("/v1/files/" + file + "/content").then().statusCode(404);
    with(dan).get("/api/v2/files/" + file).then().statusCode(404);
    Calls.submit(dan, file, "own.extractor").then().statusCode(422);
    admin().get("/v1/files/" + file).then().statusCode(200);
  }
}
