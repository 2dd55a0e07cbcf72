package io.tallyboard.api.rest.clowder;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ExtractorCallsTest {
  private static final String V1_METADATA =
      """
      {"@context":["https://clowder.ncsa.illinois.edu/contexts/metadata.jsonld"],
       "attachedTo":{"resourceType":"file","id":"x"},
       "agent":{"@type":"cat:extractor","extractor_id":"http://h/extractors/w/2.0",
                "version":"2.0","name":"ncsa.wordcount"},
       "content":{"lines":2,"words.with.dots":{"$odd":3}}}
      """;
  private static final String V2_METADATA =
      """
      {"context_url":"https://clowder.ncsa.illinois.edu/contexts/metadata.jsonld",
       "content":{"lines":2},"contents":{"lines":2},
       "listener":{"name":"ncsa.wordcount","version":"2.0","description":"2.0"}}
      """;

  private String extractor;
  private String file;
  private String jobId;
  private String key;

  @BeforeEach
  void aJobThatItsExtractorHasTaken() throws Exception {
    Calls.awaitReady();
    extractor = "calls." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    try (Broker broker = new Broker()) {
      broker.declare(extractor);
      List<Delivery> jobs = broker.consume(extractor);
      file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "one two\nthree\n");
      jobId = Calls.submit(ApiServers.ADMIN_KEY, file, extractor).path("id");
      Broker.awaitSize(jobs, 1);
      key = new ObjectMapper().readTree(jobs.get(0).getBody()).path("secretKey").asText();
    }
  }

  @Test
  void anExtractorOfVersion1DoesItsWork() {
    given()
        .get("/api/files/" + file + "/metadata?key=" + key)
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("id", equalTo(file))
        .body("filename", equalTo("a.txt"))
        .body("content-type", equalTo("text/plain"))
        .body("size", equalTo("14"))
        .body("$", not(hasKey("filepath")));
    assertThat(given().get("/api/files/" + file + "?key=" + key).asString())
        .isEqualTo("one two\nthree\n");
    given()
        .contentType("application/json")
        .body(V1_METADATA)
        .post("/api/files/" + file + "/metadata.jsonld?key=" + key)
        .then()
        .statusCode(200)
        .body("status", equalTo("success"));
    given()
        .get("/api/files/" + file + "/metadata.jsonld?key=" + key)
        .then()
        .statusCode(200)
        .body("agent.name", contains(extractor))
        .body("[0].content.lines", equalTo(2));
    resultIsKept();
    admin()
        .get("/v1/jobs/" + jobId + "/results")
        .then()
        .body("results[0].content.'words.with.dots'.'$odd'", equalTo(3));
  }

  @Test
  void anExtractorOfVersion2DoesItsWork() {
    with(key)
        .get("/api/v2/files/" + file + "/metadata")
        .then()
        .statusCode(200)
        .body("size()", equalTo(0));
    with(key)
        .get("/api/v2/files/" + file + "/summary")
        .then()
        .statusCode(200)
        .body("name", equalTo("a.txt"))
        .body("bytes", equalTo(14))
        .body("content_type.main_type", equalTo("text"));
    assertThat(with(key).get("/api/v2/files/" + file).asString()).isEqualTo("one two\nthree\n");
    with(key)
        .contentType("application/json")
        .body(V2_METADATA)
        .post("/api/v2/files/" + file + "/metadata")
        .then()
        .statusCode(200);
    with(key)
        .get("/api/v2/files/" + file + "/metadata?extractor=" + extractor)
        .then()
        .body("[0].agent.listener.name", equalTo(extractor));
    resultIsKept();
  }

  private void resultIsKept() {
    admin()
        .get("/v1/jobs/" + jobId + "/results")
        .then()
        .statusCode(200)
        .body("results.kind", contains("metadata"))
        .body("results[0].jobId", equalTo(jobId))
        .body("results[0].extractor", equalTo(extractor))
        .body("results[0].resource.id", equalTo(file))
        .body("results[0].content.lines", equalTo(2));
  }

  @Test
  void headTellsTheSizeOfTheBytes() {
    given()
        .head("/api/files/" + file + "?key=" + key)
        .then()
        .statusCode(200)
        .header("Content-Length", equalTo("14"));
  }

  @Test
  void withoutAKeyOrWithAWrongOneNothingIsGiven() {
    for (String path :
        List.of(
            "/api/files/" + file, "/api/files/" + file + "/metadata", "/api/v2/files/" + file)) {
      given()
          .get(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("status", equalTo(401));
      given().get(path + "?key=wrong").then().statusCode(401);
      with("wrong").get(path).then().statusCode(401);
    }
    given()
        .contentType("application/json")
        .body(V1_METADATA)
        .post("/api/files/" + file + "/metadata.jsonld?key=wrong")
        .then()
        .statusCode(401);
  }

  @Test
  void aJobsKeyOpensItsOwnFileAndNothingElse() {
    String other = Calls.file(ApiServers.ADMIN_KEY, "other.txt", "secret");
    given()
        .get("/api/files/" + other + "?key=" + key)
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
    with(key).get("/api/v2/files/" + other + "/metadata").then().statusCode(403);
    with(key).get("/v1/jobs").then().statusCode(401);
    with(key).get("/v1/files/" + file).then().statusCode(401);
  }

  @Test
  void anApiKeyOpensWhatItsUserMaySee() {
    String viewer = Calls.key("api-viewer", "viewer");
    given().get("/api/files/" + file + "/metadata?key=" + viewer).then().statusCode(200);
    with(viewer)
        .contentType("application/json")
        .body(V2_METADATA)
        .post("/api/v2/files/" + file + "/metadata")
        .then()
        .statusCode(403);
    with(Calls.key("api-submitter", "submitter"))
        .contentType("application/json")
        .body(V2_METADATA)
        .post("/api/v2/files/" + file + "/metadata")
        .then()
        .statusCode(200);
    admin().get("/v1/jobs/" + jobId + "/results").then().body("results.size()", equalTo(0));
    given().get("/api/files/none?key=" + viewer).then().statusCode(404);
  }

  @Test
  void metadataThatIsNoObjectIsRefused() {
    for (String body : List.of("[1]", "5", "", "nonsense")) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/api/files/" + file + "/metadata.jsonld?key=" + key)
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }
}
