package io.tallyboard.api.rest.clowder;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.ResourceRef;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews, thumbnails and tags, as extractors hand them in, and as they are read. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class PicturesTest {
  private static final byte[] PNG = new byte[700_000];

  static {
    new Random(3).nextBytes(PNG);
  }

  private String file;
  private TakenJob job;

  @BeforeEach
  void aJobOnAFile() throws Exception {
    Calls.awaitReady();
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
    job = TakenJob.on(ResourceRef.file(file));
  }

  private String previewOf(String name, byte[] bytes, String type) {
    String key = "?key=" + job.key();
    String id =
        given()
            .multiPart("File", name, bytes, type)
            .post("/api/previews" + key)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/files/" + file + "/previews/" + id + key)
        .then()
        .statusCode(200);
    return id;
  }

  @Test
  void version1sPreviewThumbnailAndTagsAreLinkedToTheirJob() {
    String key = "?key=" + job.key();
    String preview = previewOf("p.png", PNG, "image/png");
    given()
        .contentType("application/json")
        .body("{\"width\":640}")
        .post("/api/previews/" + preview + "/metadata" + key)
        .then()
        .statusCode(200);
    String thumbnail =
        given()
            .multiPart("File", "t.png", new byte[] {1, 2, 3})
            .post("/api/fileThumbnail" + key)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/files/" + file + "/thumbnails/" + thumbnail + key)
        .then()
        .statusCode(200);
    given()
        .contentType("application/json")
        .body("{\"tags\":[\"coal\",\"coal\",7]}")
        .post("/api/files/" + file + "/tags" + key)
        .then()
        .statusCode(200);

    for (String path :
        new String[] {
          "/v1/jobs/" + job.id() + "/results", "/v1/resources/file/" + file + "/results"
        }) {
      Response results = admin().get(path);
      results
          .then()
          .body("results.size()", equalTo(3))
          .body("results.jobId.unique()", contains(job.id()))
          .body("results.find { it.kind == 'preview' }.content.width", equalTo(640))
          .body("results.find { it.kind == 'preview' }.file.size", equalTo(PNG.length))
          .body("results.find { it.kind == 'thumbnail' }.file.mimeType", equalTo("image/png"))
          .body("results.find { it.kind == 'tags' }.content", contains("coal", "7"));
    }
    String url = "/v1/results/" + preview + "/content";
    admin().get("/v1/jobs/" + job.id() + "/results").then().body("results.file.url", hasItem(url));
    assertThat(admin().get(url).asByteArray()).isEqualTo(PNG);
  }

  @Test
  void version2sPreviewComesAfterItsConfiguration() {
    String config =
        with(job.key())
            .contentType("application/json")
            .body(
                """
                {"resource":{"collection":"files","resource_id":"%s"},"client":"http://h/",
                 "parameters":{"zoom":2},"visualization_mimetype":"image/png",
                 "visualization_component_id":null}
                """
                    .formatted(file))
            .post("/api/v2/visualizations/config")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    admin().get("/v1/jobs/" + job.id() + "/results").then().body("results.size()", equalTo(0));
    String id =
        with(job.key())
            .multiPart("file", "p.png", PNG, "image/png")
            .post("/api/v2/visualizations?name=Overview&description=None&config=" + config)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    admin()
        .get("/v1/jobs/" + job.id() + "/results")
        .then()
        .body("results.id", contains(id))
        .body("results[0].kind", equalTo("preview"))
        .body("results[0].content.name", equalTo("Overview"))
        .body("results[0].content.parameters.zoom", equalTo(2))
        .body("results[0].content.client", equalTo(null))
        .body("results[0].content.description", equalTo(null));
    with(job.key())
        .multiPart("file", "q.png", new byte[] {9}, "image/png")
        .post("/api/v2/visualizations?config=" + config)
        .then()
        .statusCode(200);
    admin().get("/v1/jobs/" + job.id() + "/results").then().body("results.size()", equalTo(2));
  }

  @Test
  void version2sThumbnailIsLinkedByAPatch() {
    String id =
        with(job.key())
            .multiPart("file", "t.jpg", new byte[] {1})
            .post("/api/v2/thumbnails")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    with(job.key())
        .contentType("application/json")
        .patch("/api/v2/files/" + file + "/thumbnail/" + id)
        .then()
        .statusCode(200)
        .body("thumbnail_id", equalTo(id));
    admin()
        .get("/v1/resources/file/" + file + "/results")
        .then()
        .body("results.kind", contains("thumbnail"))
        .body("results[0].file.mimeType", equalTo("image/jpeg"));
  }

  @Test
  void aPartIsGivenToWhoAsksForAPart() {
    String url = "/v1/results/" + previewOf("p.png", PNG, "image/png") + "/content";
    Response part = admin().header("Range", "bytes=261000-530000").get(url);
    part.then()
        .statusCode(206)
        .header("Content-Range", equalTo("bytes 261000-530000/" + PNG.length))
        .header("Content-Length", equalTo("269001"));
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(PNG, 261_000, 530_001));
    assertThat(admin().header("Range", "bytes=-5").get(url).asByteArray())
        .isEqualTo(Arrays.copyOfRange(PNG, PNG.length - 5, PNG.length));
    admin()
        .header("Range", "bytes=" + PNG.length + "-")
        .get(url)
        .then()
        .statusCode(416)
        .contentType("application/problem+json")
        .header("Content-Range", equalTo("bytes */" + PNG.length));
  }

  @Test
  void whoHasItAlreadyIsToldJustThat() {
    String url = "/v1/results/" + previewOf("p.png", PNG, "image/png") + "/content";
    String tag = admin().get(url).header("ETag");
    assertThat(tag).matches("\"[0-9a-f]{64}\"");
    Response again = admin().header("If-None-Match", tag).get(url);
    again.then().statusCode(304).header("ETag", equalTo(tag));
    assertThat(again.asByteArray()).isEmpty();
    admin().header("If-Range", tag).header("Range", "bytes=0-3").get(url).then().statusCode(206);
    admin()
        .header("If-Range", "\"other\"")
        .header("Range", "bytes=0-3")
        .get(url)
        .then()
        .statusCode(200);
    admin().head(url).then().statusCode(200).header("Content-Length", equalTo("" + PNG.length));
  }

  @Test
  void nothingOfWhatWasHandedInIsRunOnTheBoard() {
    String html =
        previewOf("p.html", "<script>alert(1)</script>".getBytes(), "text/html; charset=latin1");
    admin()
        .get("/v1/results/" + html + "/content")
        .then()
        .header("Content-Type", equalTo("text/html;charset=UTF-8"))
        .header("Content-Security-Policy", startsWith("sandbox; default-src 'none'"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Content-Disposition", containsString("p.html"));
    String script = previewOf("p.js", "alert(1)".getBytes(), "text/javascript");
    admin()
        .get("/v1/results/" + script + "/content")
        .then()
        .header("Content-Type", equalTo("application/octet-stream"))
        .header("Content-Disposition", startsWith("attachment; "));
    String picture = previewOf("p.svg", "<svg/>".getBytes(), "image/svg+xml");
    admin()
        .get("/v1/results/" + picture + "/content")
        .then()
        .header("Content-Disposition", startsWith("inline; "))
        .header("Content-Security-Policy", startsWith("sandbox; default-src 'none'"));
  }

  @Test
  void whatIsJsonIsGivenAsItCame() {
    byte[] json = "{ \"a\" : 1 }".getBytes();
    String id = previewOf("p.json", json, "application/json");
    Response whole = admin().get("/v1/results/" + id + "/content");
    whole.then().statusCode(200).header("Content-Type", startsWith("application/json"));
    assertThat(whole.asByteArray()).isEqualTo(json);
    assertThat(whole.header("ETag")).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void whatAnotherKeyHandedInIsNotTouched() throws Exception {
    String preview = previewOf("p.png", PNG, "image/png");
    TakenJob other = TakenJob.on(ResourceRef.file(file));
    String key = "?key=" + other.key();
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/files/" + file + "/previews/" + preview + key)
        .then()
        .statusCode(403);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/previews/" + preview + "/metadata" + key)
        .then()
        .statusCode(403);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/files/" + file + "/previews/none?key=" + job.key())
        .then()
        .statusCode(404);
  }

  @Test
  void aPreviewThatIsTooLargeIsRefused() {
    given()
        .multiPart("File", "big.png", new byte[2 << 20], "image/png")
        .post("/api/previews?key=" + job.key())
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  @Test
  void whatHasTheWrongFormIsNamed() {
    given()
        .multiPart("other", "x")
        .post("/api/previews?key=" + job.key())
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/File"));
    for (String body : new String[] {"{}", "{\"tags\":\"x\"}", "{\"tags\":[{}]}", "5"}) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/api/files/" + file + "/tags?key=" + job.key())
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    with(job.key())
        .contentType("application/json")
        .body("{\"resource\":{\"collection\":\"users\",\"resource_id\":\"1\"}}")
        .post("/api/v2/visualizations/config")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resource/collection"));
  }

  @Test
  void withoutAKeyNothingIsTakenOrGiven() {
    given().multiPart("File", "p.png", PNG).post("/api/previews").then().statusCode(401);
    given().multiPart("file", "p.png", PNG).post("/api/v2/thumbnails").then().statusCode(401);
    String preview = previewOf("p.png", PNG, "image/png");
    given().get("/v1/results/" + preview + "/content").then().statusCode(401);
    with(job.key()).get("/v1/results/" + preview + "/content").then().statusCode(401);
    admin().get("/v1/results/none/content").then().statusCode(404);
  }
}
