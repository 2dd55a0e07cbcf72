package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class DatasetsTest {

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private static String fileIn(String dataset, String name) {
    return admin()
        .contentType("text/plain")
        .body("any")
        .post("/v1/files?name=" + name + "&dataset=" + dataset)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aDatasetIsMadeReadAndListed() {
    String id =
        admin()
            .contentType(ContentType.JSON)
            .body(Map.of("name", " Shift log ", "description", "At the pit head.", "space", "s1"))
            .post("/v1/datasets")
            .then()
            .statusCode(201)
            .header("Location", matchesPattern(".*/v1/datasets/[0-9a-f]{24}"))
            .body("name", equalTo("Shift log"))
            .body("named", equalTo(true))
            .body("createdBy.id", equalTo("admin"))
            .extract()
            .path("id");
    admin().get("/v1/datasets/" + id).then().statusCode(200).body("space", equalTo("s1"));
    admin().get("/v1/datasets?limit=500").then().body("datasets.id", hasItem(id));
    admin().get("/v1/datasets/" + id + "/files").then().body("files.size()", equalTo(0));
    admin()
        .get("/v1/resources/dataset/" + id + "/extractions")
        .then()
        .body("resource.name", equalTo("Shift log"));
  }

  @Test
  void theListTellsHowMuchIsInEachAndIsNarrowedByNameAndOwner() {
    String mark = UUID.randomUUID().toString();
    String older = Calls.dataset("Survey A " + mark);
    String newer = Calls.dataset("survey b " + mark);
    fileIn(older, "a.txt");
    fileIn(older, "b.txt");

    admin()
        .get("/v1/datasets?text={part}", "SURVEY A " + mark)
        .then()
        .body("datasets.id", contains(older))
        .body("datasets[0].files", equalTo(2))
        .body("datasets[0]", not(hasKey("moreFiles")));
    String next =
        admin()
            .get("/v1/datasets?limit=1&text={part}", mark)
            .then()
            .body("datasets.id", contains(newer))
            .body("datasets[0].files", equalTo(0))
            .extract()
            .path("next");
    admin()
        .get("/v1/datasets?limit=1&text={part}&cursor={next}", mark, next)
        .then()
        .body("datasets.id", contains(older))
        .body("$", not(hasKey("next")));
    admin().get("/v1/datasets?text=" + older).then().body("datasets.id", contains(older));
    fileIn("only-" + mark, "c.txt");
    admin()
        .get("/v1/datasets?text={id}", "only-" + mark)
        .then()
        .body("datasets.id", contains("only-" + mark))
        .body("datasets[0].named", equalTo(false))
        .body("datasets[0].files", equalTo(1));
    admin()
        .get("/v1/datasets?user=admin&text={part}", mark)
        .then()
        .body("datasets.id", contains(newer, older));
    admin()
        .get("/v1/datasets?user=nobody-here&text={part}", mark)
        .then()
        .body("datasets.size()", equalTo(0));
  }

  @Test
  void filesComeIntoItByTheirUploadOrLaterAndGoAgain() {
    String id = Calls.dataset("Three files");
    String first = fileIn(id, "a.txt");
    String second = fileIn(id, "b.txt");
    String third = Calls.file(ApiServers.ADMIN_KEY, "c.txt", "any");
    String path = "/v1/datasets/" + id + "/files";
    for (int i = 0; i < 2; i++) {
      admin().put(path + "/" + third).then().statusCode(200).body("dataset", equalTo(id));
    }
    admin().get(path).then().body("files.id", contains(first, second, third));
    String next =
        admin()
            .get(path + "?limit=2")
            .then()
            .body("files.id", contains(first, second))
            .extract()
            .path("next");
    admin()
        .get(path + "?limit=2&cursor=" + next)
        .then()
        .body("files.id", contains(third))
        .body("$", not(hasKey("next")));

    admin().delete(path + "/" + first).then().statusCode(204);
    admin().get(path).then().body("files.id", contains(second, third));
    admin().get("/v1/files/" + first).then().statusCode(200).body("$", not(hasKey("dataset")));
    admin().delete(path + "/" + first).then().statusCode(404);
  }

  @Test
  void aFileIsInOneDatasetAtMost() {
    String here = Calls.dataset("here");
    String there = Calls.dataset("there");
    String file = fileIn(here, "a.txt");
    admin()
        .put("/v1/datasets/" + there + "/files/" + file)
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
  }

  @Test
  void aDatasetThatOnlyAFileNamesIsThereToo() {
    String id = "older-" + UUID.randomUUID();
    String file = fileIn(id, "a.txt");
    admin()
        .get("/v1/datasets/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo(id))
        .body("named", equalTo(false));
    admin().get("/v1/datasets/" + id + "/files").then().body("files.id", contains(file));
    String other = Calls.file(ApiServers.ADMIN_KEY, "b.txt", "any");
    admin().put("/v1/datasets/" + id + "/files/" + other).then().statusCode(200);
  }

  @Test
  void onlyItsUploaderOrAnOperatorMovesAFile() {
    String id = Calls.dataset("kept");
    String file = fileIn(id, "a.txt");
    String submitter = Calls.key("mover", "submitter");
    with(submitter).delete("/v1/datasets/" + id + "/files/" + file).then().statusCode(403);
    String own = Calls.file(submitter, "own.txt", "any");
    with(submitter).put("/v1/datasets/" + id + "/files/" + own).then().statusCode(200);
    with(Calls.key("reader", "viewer"))
        .put("/v1/datasets/" + id + "/files/" + own)
        .then()
        .statusCode(403);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
    admin().get("/v1/datasets/none").then().statusCode(404);
    admin().get("/v1/datasets/none/files").then().statusCode(404);
    admin().put("/v1/datasets/none/files/" + file).then().statusCode(404);
    admin().put("/v1/datasets/" + Calls.dataset("x") + "/files/none").then().statusCode(404);
  }

  @Test
  void whatIsWrongIsNamed() {
    for (String[] wrong :
        new String[][] {
          {"{}", "/name"},
          {"{\"name\":\"  \"}", "/name"},
          {"{\"name\":\"" + "x".repeat(300) + "\"}", "/name"},
          {"{\"name\":\"x\",\"space\":\"\"}", "/space"},
          {"{\"name\":\"x\",\"description\":\"" + "x".repeat(10_001) + "\"}", "/description"}
        }) {
      admin()
          .contentType(ContentType.JSON)
          .body(wrong[0])
          .post("/v1/datasets")
          .then()
          .statusCode(400)
          .body("errors.pointer", hasItem(wrong[1]));
    }
    admin().get("/v1/datasets?sort=x").then().statusCode(400);
  }
}
