package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.key;
import static io.tallyboard.api.support.Calls.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datasets and results where users see their own things only. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
@TestProfile(OwnVisibilityTest.Own.class)
class OwnDatasetsTest {
  private String gil;
  private String hal;

  @BeforeEach
  void twoWhoDoNotSeeOneAnother() {
    Calls.awaitReady();
    gil = key("gil", "submitter");
    hal = key("hal", "submitter");
  }

  private static String into(String dataset, String key, String name) {
    return with(key)
        .contentType("text/plain")
        .body("any")
        .post("/v1/files?name=" + name + "&dataset=" + dataset)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aDatasetIsItsMakersAndAnOperators() {
    String dataset = Calls.dataset(gil, "gil's");
    String file = Calls.file(hal, "hals.txt", "any");
    with(gil).get("/v1/datasets").then().body("datasets.id", hasItem(dataset));
    with(hal).get("/v1/datasets").then().body("datasets.id", not(hasItem(dataset)));
    with(hal).get("/v1/datasets/" + dataset).then().statusCode(404);
    with(hal).get("/v1/datasets/" + dataset + "/files").then().statusCode(404);
    with(hal).put("/v1/datasets/" + dataset + "/files/" + file).then().statusCode(404);
    with(hal).get("/api/v2/datasets/" + dataset).then().statusCode(404);
    admin().get("/v1/datasets/" + dataset).then().statusCode(200);
  }

  @Test
  void aJobOnADatasetSeesTheFilesOfItsOwner() throws Exception {
    String dataset = Calls.dataset(gil, "gil's");
    String own = into(dataset, gil, "own.txt");
    String slipped = into(dataset, hal, "slipped-in.txt");
    with(gil).get("/v1/datasets/" + dataset + "/files").then().body("files.id", contains(own));
    admin()
        .get("/v1/datasets/" + dataset + "/files")
        .then()
        .body("files.id", containsInAnyOrder(own, slipped));
    for (String submitter : new String[] {gil, ApiServers.ADMIN_KEY}) {
      TakenJob job = TakenJob.on(new ResourceRef("dataset", dataset), submitter);
      with(job.key())
          .get("/api/v2/datasets/" + dataset + "/files")
          .then()
          .body("data.id", contains(own));
      with(job.key()).get("/api/v2/files/" + own).then().statusCode(200);
      with(job.key()).get("/api/v2/files/" + slipped).then().statusCode(403);
    }
  }

  @Test
  void whoDoesNotSeeADatasetHasNoJobOnIt() throws Exception {
    String dataset = Calls.dataset(gil, "gil's");
    into(dataset, gil, "own.txt");
    Records.extractor("peeping", "peeping");
    with(hal)
        .contentType("application/json")
        .body(
            "{\"resource\":{\"type\":\"dataset\",\"id\":\"%s\"},\"extractor\":\"peeping\"}"
                .formatted(dataset))
        .post("/v1/jobs")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/resource/id"));
    with(hal)
        .contentType("application/json")
        .body(
            """
            {"resources":[{"type":"dataset","id":"elsewhere"},{"type":"dataset","id":"%s"}],
             "extractor":"peeping"}"""
                .formatted(dataset))
        .post("/v1/jobs")
        .then()
        .statusCode(207)
        .body("accepted", equalTo(1))
        .body("items[1].status", equalTo(422))
        .body("items[1].problem.errors[0].pointer", equalTo("/resources/1/id"));
    with(hal)
        .contentType("application/json")
        .body("{\"type\":\"files.added\",\"dataset\":\"%s\"}".formatted(dataset))
        .post("/v1/events")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/dataset"));
    // However such a job came about, its key does not open it.
    String other = "not-yet-" + UUID.randomUUID();
    TakenJob job = TakenJob.on(new ResourceRef("dataset", other), hal);
    Records.documents(Collections.DATASETS)
        .insertOne(
            new Document("_id", other)
                .append("name", "gil's")
                .append("createdBy", new Document("id", "gil"))
                .append("createdAt", new Date()));
    with(job.key()).get("/api/v2/datasets/" + other).then().statusCode(404);
    with(job.key()).get("/api/v2/datasets/" + other + "/download").then().statusCode(404);
  }

  @Test
  void ofADatasetThatOnlyFilesNameEachSeesTheirOwn() throws Exception {
    String dataset = "named-" + UUID.randomUUID();
    String gils = into(dataset, gil, "g.txt");
    String hals = into(dataset, hal, "h.txt");
    with(gil).get("/v1/datasets/" + dataset + "/files").then().body("files.id", contains(gils));
    TakenJob job = TakenJob.on(new ResourceRef("dataset", dataset), hal);
    with(job.key())
        .get("/api/v2/datasets/" + dataset + "/files")
        .then()
        .body("data.id", contains(hals));
    with(job.key()).get("/api/v2/files/" + gils).then().statusCode(403);
  }

  @Test
  void whatAJobHandedInIsItsUsers() throws Exception {
    String file = Calls.file(gil, "a.txt", "any");
    TakenJob job = TakenJob.on(ResourceRef.file(file), gil);
    String preview =
        with(job.key())
            .multiPart("File", "p.png", new byte[] {1}, "image/png")
            .post("/api/previews")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    String content = "/v1/results/" + preview + "/content";
    with(gil).get(content).then().statusCode(200);
    admin().get(content).then().statusCode(200);
    with(hal).get(content).then().statusCode(404);
    with(hal).head(content).then().statusCode(404);
  }
}
