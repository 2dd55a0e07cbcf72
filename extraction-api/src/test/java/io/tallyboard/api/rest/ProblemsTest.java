package io.tallyboard.api.rest;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ProblemsTest {
  @TestHTTPResource URI root;

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private static Response post(String json) {
    return admin().contentType(ContentType.JSON).body(json).post("/v1/jobs");
  }

  private static void isProblem(Response answer, int status) {
    answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", equalTo("about:blank"));
    assertThat(answer.asString())
        .doesNotContain("Exception", "io.tallyboard", "com.fasterxml", "\tat ");
  }

  @Test
  void unknownAddressesAreProblems() {
    isProblem(admin().get("/v1/no-such-thing"), 404);
    isProblem(admin().get("/v1/jobs/a/b/c"), 404);
    isProblem(admin().contentType(ContentType.JSON).body("{}").post("/v1/nothing"), 404);
    isProblem(given().get("/api/files"), 404);
  }

  @Test
  void aMethodThatIsNotTakenIsAProblem() {
    isProblem(admin().delete("/v1/jobs"), 405);
    isProblem(admin().put("/v1/extractors"), 405);
  }

  @Test
  void aMediaTypeThatIsNotTakenIsAProblem() {
    isProblem(admin().contentType("text/plain").body("x").post("/v1/jobs"), 415);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"resource\":5,\"extractor\":\"e\"} | /resource",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"},\"extractor\":5} | /extractor",
        "{\"resource\":{\"type\":\"file\",\"id\":[1]},\"extractor\":\"e\"} | /resource/id",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"},\"extractor\":\"e\",\"parameters\":[1]} |"
            + " /parameters",
        "{\"resource\":{\"type\":\"planet\",\"id\":\"x\"},\"extractor\":\"e\"} | /resource/type",
        "{\"resource\":{\"type\":\"file\",\"id\":\"\"},\"extractor\":\"e\"} | /resource/id",
        "{\"extractor\":\"e\"} | /resource",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"}} | /extractor",
        "[1] | ''"
      })
  void whatHasTheWrongFormIsNamedByItsPointer(String json, String pointer) {
    Response answer = post(json);
    isProblem(answer, 400);
    answer.then().body("errors.pointer", hasItem(pointer));
  }

  @Test
  void allThatIsMissingIsToldAtOnce() {
    Response answer = post("{}");
    isProblem(answer, 400);
    answer
        .then()
        .body("errors.pointer", hasItem("/resource"))
        .body("errors.pointer", hasItem("/extractor"));
  }

  @Test
  void whatIsNoJsonIsToldByItsPlace() {
    Response answer = post("{\"resource\": nonsense");
    isProblem(answer, 400);
    answer.then().body("detail", containsString("line 1"));
    isProblem(post(""), 400);
    isProblem(post("null"), 400);
  }

  @Test
  void aJsonDocumentThatIsTooLargeIsRefused() {
    isProblem(post("{\"extractor\":\"" + "x".repeat(2 << 20) + "\"}"), 413);
  }

  @Test
  void aJsonDocumentOfUntoldLengthThatIsTooLargeIsRefusedToo() {
    String large = "{\"a\":[" + "\"xxxxxxxxxx\",".repeat(200_000) + "1]}";
    Response answer =
        admin()
            .contentType(ContentType.JSON)
            .body(
                new java.io.ByteArrayInputStream(
                    large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .post("/v1/jobs");
    isProblem(answer, 413);
  }

  @Test
  void parametersThatAreTooLargeAreRefused() {
    Map<String, Object> body = new HashMap<>();
    body.put("resource", Map.of("type", "file", "id", "x"));
    body.put("extractor", "e");
    body.put("parameters", Map.of("text", "x".repeat(5_000)));
    Response answer = admin().contentType(ContentType.JSON).body(body).post("/v1/jobs");
    isProblem(answer, 413);
    answer.then().body("errors.pointer", hasItem("/parameters"));
  }

  @Test
  void anExtractorThatNobodyHasHeardOfCannotBeAsked() {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
    Response answer = Calls.submit(ApiServers.ADMIN_KEY, file, "no.such.extractor");
    isProblem(answer, 422);
    answer.then().body("errors.pointer", hasItem("/extractor"));
  }

  @Test
  void aFileThatIsNotThereCannotBeWorkedOn() {
    Records.extractor("problems.extractor", "problems.extractor");
    Response answer = Calls.submit(ApiServers.ADMIN_KEY, "0123", "problems.extractor");
    isProblem(answer, 422);
    answer.then().body("errors.pointer", hasItem("/resource/id"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=501, limit",
    "limit=many, limit",
    "cursor=nonsense, cursor",
    "cursor=%F0%9F, cursor",
    "state=DANCING, state",
    "resource=file, resource",
    "resource=file/, resource",
    "resource=planet/1, resource"
  })
  void aQueryThatCannotBeReadIsRefusedByItsParameter(String query, String parameter) {
    Response answer = admin().urlEncodingEnabled(false).get("/v1/jobs?" + query);
    isProblem(answer, 400);
    answer.then().body("errors.parameter", hasItem(parameter));
  }

  @Test
  void anUnknownJobIsNotFound() {
    isProblem(admin().get("/v1/jobs/none"), 404);
    isProblem(admin().get("/v1/jobs/none/events"), 404);
    isProblem(admin().get("/v1/jobs/none/results"), 404);
    isProblem(admin().get("/v1/resources/planet/1/extractions"), 404);
  }

  @Test
  void eachAnswerCarriesItsRequestsIdAndIsNotKept() {
    admin()
        .header("X-Request-Id", "abc-123")
        .get("/v1/whoami")
        .then()
        .header("X-Request-Id", equalTo("abc-123"))
        .header("Cache-Control", equalTo("no-store"))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Content-Security-Policy", containsString("default-src 'none'"));
    admin()
        .header("X-Request-Id", "<script>")
        .get("/v1/none")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b\r\nno header--b--\r\n", "--b\r\n", "nothing"})
  void aFormThatIsNoneIsTheSendersFault(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/v1/files"))
            .header("X-API-KEY", ApiServers.ADMIN_KEY)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }
}
