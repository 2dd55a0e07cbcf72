package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Json;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class SubmittingTest {
  private String name;
  private String file;
  private String key;

  @BeforeEach
  void oneExtractorAndAFile() {
    Calls.awaitReady();
    Records.documents(Collections.SUBMISSIONS).deleteMany(new Document());
    name = "words." + UUID.randomUUID();
    Records.extractor(
        name,
        null,
        "{'schema': {'depth': {'type': 'integer', 'minimum': 1, 'required': true}, 'a/b': {'enum': [1]}}}"
            .replace('\'', '"'),
        "file *");
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
    key = UUID.randomUUID().toString();
  }

  /** So many on their way would keep the service busy while others are tested. */
  @AfterEach
  void nothingOnItsWay() {
    Records.documents(Collections.SUBMISSIONS).deleteMany(new Document());
  }

  private Response submit(Map<String, ?> body) {
    return admin()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/jobs");
  }

  private Map<String, Object> order(int depth) {
    return Map.of(
        "resource",
        Map.of("type", "file", "id", file),
        "extractor",
        name,
        "parameters",
        Map.of("depth", depth));
  }

  private Map<String, Object> order(List<?> resources) {
    return Map.of(
        "resources", resources, "extractor", name, "parameters", Map.of("depth", 1), "priority", 7);
  }

  private static long submissions() {
    return Records.documents(Collections.SUBMISSIONS).countDocuments();
  }

  @Test
  void theSameRequestIsMetOnce() {
    String id = submit(order(1)).then().statusCode(202).extract().path("id");
    submit(order(1))
        .then()
        .statusCode(202)
        .header("Location", containsString(id))
        .body("id", equalTo(id));
    submit(order(2)).then().statusCode(422).body("errors[0].parameter", equalTo("Idempotency-Key"));
    assertThat(submissions()).isEqualTo(1);
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
  }

  @Test
  void theSameRequestAtTheSameTimeIsMetOnce() {
    CompletableFuture.allOf(
            IntStream.range(0, 12)
                .mapToObj(
                    i -> CompletableFuture.runAsync(() -> submit(order(1)).then().statusCode(202)))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void anothersKeyIsAnother() {
    submit(order(1)).then().statusCode(202);
    Calls.with(Calls.key("bob", "operator"))
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(order(2))
        .post("/v1/jobs")
        .then()
        .statusCode(202);
    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void aRequestThatWasRefusedLeavesItsKeyFree() {
    submit(order(0)).then().statusCode(422).body("errors[0].pointer", equalTo("/parameters/depth"));
    submit(order(1)).then().statusCode(202);
  }

  @Test
  void aKeyIsForgottenAfterADay() {
    submit(order(1)).then().statusCode(202);
    Records.documents(Collections.REQUEST_KEYS)
        .updateMany(
            new Document(),
            new Document(
                "$set", new Document("at", Date.from(Instant.now().minus(Duration.ofHours(25))))));
    submit(order(2)).then().statusCode(202);
    assertThat(submissions()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'depth': 'deep'} | /parameters/depth | String found, integer expected",
        "{'depth': 0} | /parameters/depth | Must have a minimum value of 1",
        "{} | /parameters/depth | Required property",
        "{'depth': 1, 'a/b': 2} | /parameters/a~1b | enumeration"
      })
  void parametersMustBeWhatTheExtractorAsksFor(String given, String pointer, String detail) {
    admin()
        .contentType(ContentType.JSON)
        .body(
            "{\"resource\":{\"type\":\"file\",\"id\":\"%s\"},\"extractor\":\"%s\",\"parameters\":%s}"
                .formatted(file, name, given.replace('\'', '"')))
        .post("/v1/jobs")
        .then()
        .statusCode(422)
        .body("errors.size()", equalTo(1))
        .body("errors[0].pointer", equalTo(pointer))
        .body("errors[0].detail", containsString(detail));
  }

  @Test
  void eachOfManyIsAnsweredForByItself() {
    List<Object> resources =
        List.of(
            Map.of("type", "file", "id", file),
            Map.of("type", "file", "id", "nowhere"),
            Map.of("type", "dataset", "id", "d1"),
            Map.of("type", "planet", "id", "x"),
            Map.of("type", "file", "id", "x".repeat(257)));
    String answer =
        submit(order(resources))
            .then()
            .statusCode(207)
            .body("accepted", equalTo(2))
            .body("refused", equalTo(3))
            .body("items[1].status", equalTo(422))
            .body("items[1].problem.errors[0].pointer", equalTo("/resources/1/id"))
            .body("items[2].status", equalTo(202))
            .body("items[3].problem.errors[0].pointer", equalTo("/resources/3/type"))
            .body("items[4].problem.errors[0].pointer", equalTo("/resources/4/id"))
            .extract()
            .asString();
    assertThat(submit(order(resources)).asString()).isEqualTo(answer);
    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void datasetsAmongManyAreCalledByTheirNames() {
    String dataset = Calls.dataset(ApiServers.ADMIN_KEY, "Rocks");
    List<String> jobs =
        submit(
                order(
                    List.of(
                        Map.of("type", "dataset", "id", dataset),
                        Map.of("type", "file", "id", file),
                        Map.of("type", "dataset", "id", "elsewhere"))))
            .then()
            .statusCode(207)
            .body("accepted", equalTo(3))
            .extract()
            .path("items.job.id");
    assertThat(jobs.stream().map(SubmittingTest::nameOfWhatItWorksOn))
        .containsExactly("Rocks", "a.txt", null);
  }

  private static @Nullable String nameOfWhatItWorksOn(String job) {
    return admin().get("/v1/jobs/" + job).then().statusCode(200).extract().path("resource.name");
  }

  @Test
  void tenThousandAreAcceptedLineByLine() {
    List<Object> resources = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      resources.add(Map.of("type", "file", "id", file));
    }
    String lines =
        admin()
            .accept("application/x-ndjson")
            .contentType(ContentType.JSON)
            .body(order(resources))
            .post("/v1/jobs")
            .then()
            .statusCode(207)
            .contentType("application/x-ndjson")
            .extract()
            .asString();
    List<JsonNode> items = lines.lines().map(Json::of).toList();
    assertThat(items).hasSize(10_000);
    assertThat(items.stream().map(item -> item.path("job").path("id").asText()).distinct())
        .hasSize(10_000);
    assertThat(items.get(9_999).path("index").asInt()).isEqualTo(9_999);
    resources.add(Map.of("type", "file", "id", file));
    submit(order(resources))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resources"));
  }

  @Test
  void nothingIsTakenWhereNoneCanBeMet() {
    admin()
        .accept("application/x-ndjson")
        .contentType(ContentType.JSON)
        .body(
            Map.of("resources", List.of(Map.of("type", "file", "id", file)), "extractor", "nobody"))
        .post("/v1/jobs")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo("/extractor"));
  }

  @Test
  void whatCannotBeIsAProblemWithAPointer() {
    Object one = Map.of("type", "file", "id", file);
    submit(Map.of("extractor", name))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resource"));
    submit(Map.of("extractor", name, "resource", one, "resources", List.of(one)))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resources"));
    submit(Map.of("extractor", name, "resources", List.of()))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resources"));
    submit(Map.of("extractor", name, "resource", one, "priority", 10))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/priority"));
    submit(
            Map.of(
                "extractor", name, "resource", Map.of("type", "file", "id", "x".repeat(1_000_000))))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/resource/id"));
    admin()
        .header("Idempotency-Key", "a b")
        .contentType(ContentType.JSON)
        .body(order(1))
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("Idempotency-Key"));
  }
}
