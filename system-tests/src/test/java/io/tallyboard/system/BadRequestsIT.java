package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that has no key, or asks for nonsense: a problem (RFC 9457), and nothing else. */
@Real
class BadRequestsIT {
  private static final Set<String> PROBLEM_FIELDS =
      Set.of("type", "title", "status", "detail", "instance");

  private final Suite suite;

  BadRequestsIT(Suite suite) {
    this.suite = suite;
  }

  @ParameterizedTest(name = "{0} /{1}")
  @CsvSource({
    "GET,  v1/jobs",
    "GET,  v1/jobs?resource=file/x",
    "GET,  v1/jobs/x",
    "GET,  v1/jobs/x/events",
    "GET,  v1/jobs/x/results",
    "GET,  v1/resources/file/x/extractions",
    "GET,  v1/extractors",
    "GET,  v1/whoami",
    "GET,  v1/files/x",
    "GET,  v1/files/x/content",
    "POST, v1/files?name=a.txt",
    "POST, v1/jobs",
    "POST, v1/session",
    "GET,  v1/no-such-thing",
    "GET,  v1/",
    "DELETE, v1/jobs/x",
    "GET,  v1//jobs",
    "GET,  v1/jobs;x=1"
  })
  void a_call_without_a_valid_key_gets_401_and_nothing_else(String method, String path) {
    for (String key : List.of("", "wrong", "0".repeat(32), suite.adminKey() + "x")) {
      HttpResponse<String> answer =
          Board.send(
              suite.boardWithKey(key).request(path).method(method, BodyPublishers.ofString("{}")));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
      assertProblem(answer);
      Set<String> fields = new TreeSet<>();
      Board.parse(answer.body()).fieldNames().forEachRemaining(fields::add);
      assertThat(PROBLEM_FIELDS).containsAll(fields);
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @ParameterizedTest(name = "/{0}")
  @ValueSource(
      strings = {
        "v1/jobs/no-such-job",
        "v1/jobs/no-such-job/events",
        "v1/jobs/no-such-job/results",
        "v1/files/no-such-file",
        "v1/files/no-such-file/content",
        "v1/jobs?state=ASLEEP",
        "v1/jobs?cursor=nonsense",
        "v1/jobs?limit=-1",
        "v1/jobs?limit=nonsense",
        "v1/jobs?resource=nonsense",
        "v1/resources/planet/x/extractions",
        "v1/no-such-thing",
        "v1/jobs/%00",
        "v1/jobs/" + "%7B%22%24ne%22%3A1%7D"
      })
  void nonsense_is_answered_with_a_problem_and_no_stack_trace(String path) {
    HttpResponse<String> answer = suite.board().get(path);

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertProblem(answer);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"}}",
        "{\"resource\":{\"type\":\"file\",\"id\":\"no-such-file\"},\"extractor\":\"e\"}",
        "{\"resource\":\"x\",\"extractor\":\"e\"}",
        "{\"resource\":{\"type\":\"planet\",\"id\":\"x\"},\"extractor\":\"e\"}",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"},\"extractor\":{\"a\":1}}",
        "{\"resource\":{\"type\":\"file\",\"id\":\"x\"},\"extractor\":\"e\",\"parameters\":[1]}"
      })
  void a_submission_that_cannot_be_read_is_refused_with_a_problem(String body) {
    HttpResponse<String> answer =
        Board.send(
            suite
                .board()
                .request("v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertProblem(answer);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"DELETE, v1/jobs", "PUT, v1/jobs/x", "POST, v1/extractors", "PATCH, v1/whoami"})
  void a_method_that_is_not_there_is_answered_with_a_problem(String method, String path) {
    HttpResponse<String> answer =
        Board.send(suite.board().request(path).method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).as(answer.body()).isIn(404, 405);
    assertProblem(answer);
  }

  private static void assertProblem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(answer.statusCode() + " " + answer.body())
        .startsWith("application/problem+json");
    JsonNode problem = Board.parse(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(answer.body())
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("\\tat ")
        .doesNotContain("io.tallyboard")
        .doesNotContain("java.");
  }
}
