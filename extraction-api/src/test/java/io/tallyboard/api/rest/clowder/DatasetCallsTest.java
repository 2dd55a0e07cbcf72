package io.tallyboard.api.rest.clowder;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.ResourceRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What extractors call for a dataset. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class DatasetCallsTest {
  private String dataset;
  private String first;
  private TakenJob job;

  @BeforeEach
  void aJobOnADatasetOfThreeFiles() throws Exception {
    Calls.awaitReady();
    dataset = Calls.dataset("Three files");
    first = upload("a.txt", "one".getBytes());
    upload("a.txt", "two".getBytes());
    job = TakenJob.on(new ResourceRef("dataset", dataset));
  }

  private String upload(String name, byte[] bytes) {
    return admin()
        .contentType("text/plain")
        .body(bytes)
        .post("/v1/files?name=" + name + "&dataset=" + dataset)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        files.put(e.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void itsMessageMakesPyclowderTakeItForADatasets() {
    assertThat(job.message().path("datasetId").asText()).isEqualTo(dataset);
    assertThat(job.message().path("id").asText()).isEqualTo(dataset);
  }

  @Test
  void anExtractorOfVersion1DoesItsWork() {
    String key = "?key=" + job.key();
    given()
        .get("/api/datasets/" + dataset + key)
        .then()
        .statusCode(200)
        .body("id", equalTo(dataset))
        .body("name", equalTo("Three files"));
    given()
        .get("/api/datasets/" + dataset + "/files" + key)
        .then()
        .statusCode(200)
        .body("filename", contains("a.txt", "a.txt"))
        .body("[0].id", equalTo(first))
        .body("$", everyItem(not(hasKey("filepath"))));
    assertThat(given().get("/api/files/" + first + key).asString()).isEqualTo("one");
    given()
        .contentType("application/json")
        .body("{\"content\":{\"files\":2}}")
        .post("/api/datasets/" + dataset + "/metadata.jsonld" + key)
        .then()
        .statusCode(200)
        .body("status", equalTo("success"));
    given()
        .get("/api/datasets/" + dataset + "/metadata.jsonld" + key)
        .then()
        .statusCode(200)
        .body("[0].content.files", equalTo(2))
        .body("[0].agent.name", equalTo(job.extractor()));
    given()
        .contentType("application/json")
        .body("{\"tags\":[\"coal\",\"shift\"]}")
        .post("/api/datasets/" + dataset + "/tags" + key)
        .then()
        .statusCode(200);
    admin()
        .get("/v1/jobs/" + job.id() + "/results")
        .then()
        .body("results.kind", contains("metadata", "tags"))
        .body("results[1].content", contains("coal", "shift"))
        .body("results.resource.id", everyItem(equalTo(dataset)));
  }

  @Test
  void anExtractorOfVersion2DoesItsWork() throws Exception {
    with(job.key())
        .get("/api/v2/datasets/" + dataset)
        .then()
        .statusCode(200)
        .body("name", equalTo("Three files"));
    with(job.key())
        .get("/api/v2/datasets/" + dataset + "/files")
        .then()
        .statusCode(200)
        .body("metadata.total_count", equalTo(2))
        .body("data.name", contains("a.txt", "a.txt"))
        .body("data[0].id", equalTo(first));
    Map<String, byte[]> files =
        unzip(
            with(job.key())
                .get("/api/v2/datasets/" + dataset + "/download")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray());
    assertThat(files).containsOnlyKeys("a.txt", "a (2).txt");
    assertThat(files.get("a (2).txt")).asString().isEqualTo("two");
    with(job.key())
        .contentType("application/json")
        .body("{\"content\":{\"files\":2},\"contents\":{},\"listener\":{\"name\":\"x\"}}")
        .post("/api/v2/datasets/" + dataset + "/metadata")
        .then()
        .statusCode(200);
    with(job.key())
        .get("/api/v2/datasets/" + dataset + "/metadata")
        .then()
        .body("[0].content.files", equalTo(2));
    String thumbnail =
        with(job.key())
            .multiPart("file", "t.png", new byte[] {1, 2}, "image/png")
            .post("/api/v2/thumbnails")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    with(job.key())
        .contentType("application/json")
        .patch("/api/v2/datasets/" + dataset + "/thumbnail/" + thumbnail)
        .then()
        .statusCode(200)
        .body("thumbnail_id", equalTo(thumbnail));
  }

  @Test
  void largeFilesComeWholeInTheArchive() throws Exception {
    byte[] large = new byte[3_000_000];
    new Random(5).nextBytes(large);
    upload("large.bin", large);
    Map<String, byte[]> files =
        unzip(with(job.key()).get("/api/v2/datasets/" + dataset + "/download").asByteArray());
    assertThat(files.get("large.bin")).isEqualTo(large);
  }

  @Test
  void whatItMakesIsItsOwnAndAmongItsResults() {
    String made =
        given()
            .multiPart("file", "out.csv", "a,b".getBytes())
            .post("/api/uploadToDataset/" + dataset + "?key=" + job.key())
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    admin()
        .get("/v1/files/" + made)
        .then()
        .body("dataset", equalTo(dataset))
        .body("jobId", equalTo(job.id()));
    String other =
        with(job.key())
            .contentType("application/json")
            .body("{\"name\":\"Tiles\",\"description\":null}")
            .post("/api/v2/datasets")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    String inside =
        with(job.key())
            .multiPart("file", "tile.png", new byte[] {1}, "image/png")
            .post("/api/v2/datasets/" + other + "/files")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    with(job.key()).get("/api/v2/files/" + inside).then().statusCode(200);
    with(job.key())
        .contentType("application/json")
        .body("{\"content\":{\"z\":1}}")
        .post("/api/v2/datasets/" + other + "/metadata")
        .then()
        .statusCode(200);
    admin()
        .get("/v1/jobs/" + job.id() + "/results")
        .then()
        .body("results.findAll { it.kind == 'output' }.content.id", contains(made, other, inside));
  }

  @Test
  void itsKeyOpensTheDatasetAndItsFilesAndNothingElse() {
    String outside = Calls.file(ApiServers.ADMIN_KEY, "outside.txt", "secret");
    String another = Calls.dataset("another");
    with(job.key()).get("/api/v2/files/" + outside).then().statusCode(403);
    with(job.key()).get("/api/v2/files/none").then().statusCode(403);
    for (String path : new String[] {"", "/files", "/download", "/metadata"}) {
      with(job.key()).get("/api/v2/datasets/" + another + path).then().statusCode(403);
      with(job.key()).get("/api/v2/datasets/none" + path).then().statusCode(403);
    }
    with(job.key())
        .multiPart("file", "x", new byte[] {1})
        .post("/api/v2/datasets/" + another + "/files")
        .then()
        .statusCode(403);
    with(job.key()).get("/v1/datasets").then().statusCode(401);
  }

  @Test
  void ofAFilesJobItOpensTheFileAndTakesWhatItMakesIntoTheFilesDataset() throws Exception {
    TakenJob on = TakenJob.on(ResourceRef.file(first));
    assertThat(on.message().path("datasetId").asText()).isEqualTo(dataset);
    with(on.key()).get("/api/v2/files/" + first).then().statusCode(200);
    with(on.key()).get("/api/v2/datasets/" + dataset).then().statusCode(403);
    with(on.key()).get("/api/v2/datasets/" + dataset + "/files").then().statusCode(403);
    with(on.key())
        .multiPart("file", "x", new byte[] {1})
        .post("/api/v2/datasets/" + dataset + "/files")
        .then()
        .statusCode(200);
  }

  @Test
  void aDatasetThatOnlyFilesNameIsWorkedOnLikeAnyOther() throws Exception {
    dataset = "older-" + UUID.randomUUID();
    upload("old.txt", "old".getBytes());
    TakenJob on = TakenJob.on(new ResourceRef("dataset", dataset));
    with(on.key())
        .get("/api/v2/datasets/" + dataset)
        .then()
        .statusCode(200)
        .body("name", equalTo(dataset));
    assertThat(unzip(with(on.key()).get("/api/v2/datasets/" + dataset + "/download").asByteArray()))
        .containsOnlyKeys("old.txt");
  }

  @Test
  void anEmptyDatasetIsAnEmptyArchive() throws Exception {
    dataset = Calls.dataset("empty");
    TakenJob on = TakenJob.on(new ResourceRef("dataset", dataset));
    byte[] archive = with(on.key()).get("/api/v2/datasets/" + dataset + "/download").asByteArray();
    assertThat(archive).hasSizeGreaterThan(20);
    assertThat(unzip(archive)).isEmpty();
    with(on.key())
        .get("/api/v2/datasets/" + dataset + "/files")
        .then()
        .body("data.size()", equalTo(0));
    admin().get("/v1/datasets?limit=500").then().body("datasets.id", hasItem(dataset));
  }
}
