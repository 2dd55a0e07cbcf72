package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an unmodified pyclowder 3.0.8 extractor does becomes a record that anyone can read. */
@Real
class PyclowderIT {
  private static final Duration SOON = Duration.ofSeconds(45);

  private final Suite suite;
  private final Board board;

  PyclowderIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void a_word_count_is_recorded_from_its_start_to_its_metadata(int clowderVersion) {
    String name = PyExtractor.freshName("wordcount");
    try (PyExtractor extractor =
        PyExtractor.start(suite, "examples/wordcount/wordcount.py", name, clowderVersion)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("words.txt", "text/plain", "one two three\nfour\n");
      String id = board.submit(file, name, Map.of());

      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");

      assertThat(job.path("attempts")).hasSize(1);
      assertThat(job.at("/attempts/0/number").asInt()).isEqualTo(1);
      assertThat(job.at("/attempts/0/state").asText()).isEqualTo("SUCCEEDED");
      assertThat(job.at("/user/id").asText()).isEqualTo("admin");
      assertThat(job.at("/user/name").asText()).isEqualTo(Suite.ADMIN);
      assertThat(job.at("/resource/id").asText()).isEqualTo(file);
      assertThat(job.path("extractor").asText()).isEqualTo(name);
      assertTimed(job.path("waiting"));
      assertTimed(job.path("running"));
      assertThat(board.messages(id))
          .containsExactly(
              "Started processing.",
              "Downloading file.",
              "Counted 4 words.",
              "Uploading file metadata.",
              "Done processing.");

      JsonNode results = board.read("v1/jobs/" + id + "/results").path("results");
      assertThat(results).as(extractor.log()).hasSize(1);
      assertThat(results.at("/0/jobId").asText()).isEqualTo(id);
      assertThat(results.at("/0/resource/id").asText()).isEqualTo(file);
      JsonNode figures = results.at("/0/content").findValue("longest_word");
      assertThat(figures).as(results.toString()).isNotNull();
      assertThat(figures.asText()).isEqualTo("three");
      assertThat(results.at("/0/content").findValue("words").asInt()).isEqualTo(4);
    }
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void a_job_that_works_three_seconds_is_seen_at_work_and_measured(int clowderVersion) {
    String name = PyExtractor.freshName("works");
    try (PyExtractor ignored = works(name, clowderVersion)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("any.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of("seconds", 3));

      board.awaitState(id, SOON, "PROCESSING");
      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");

      assertThat(job.at("/running/millis").asLong()).isBetween(2_000L, 5_000L);
      assertTimed(job.path("waiting"));
      List<String> messages = board.messages(id);
      assertThat(messages).startsWith("Started processing.").endsWith("Done processing.");
      assertThat(messages.stream().filter(m -> m.startsWith("step ")).toList())
          .isNotEmpty()
          .allMatch(m -> m.endsWith(id))
          .isSortedAccordingTo((a, b) -> Integer.compare(step(a), step(b)));
    }
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void one_that_raises_shows_eleven_attempts_an_error_and_no_key(int clowderVersion) {
    String name = PyExtractor.freshName("raises");
    try (PyExtractor extractor =
        PyExtractor.start(
            suite, "system-tests/extractors/raises/raises.py", name, clowderVersion)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("any.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of());

      JsonNode job = board.awaitState(id, Duration.ofSeconds(60), "ERROR");

      assertThat(job.path("attempts")).hasSize(11);
      for (int i = 0; i < 11; i++) {
        JsonNode attempt = job.path("attempts").path(i);
        assertThat(attempt.path("number").asInt()).isEqualTo(i + 1);
        assertThat(attempt.path("cause").asText()).isEqualTo(i == 0 ? "FIRST" : "RETRY");
        assertThat(attempt.path("state").asText()).isEqualTo(i == 10 ? "ERROR" : "RETRIED");
        assertThat(attempt.path("message").asText()).contains("Client Error");
      }
      assertThat(job.path("lastMessage").asText()).contains("Client Error");

      List<String> secrets = secrets(extractor);
      assertThat(secrets).hasSize(11).allMatch(s -> s.length() >= 16);
      List<String> texts =
          List.of(
              job.toString(),
              board.events(id).toString(),
              board.extractions("file", file).toString(),
              board.read("v1/jobs?extractor=" + name).toString(),
              suite.logs());
      assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
      assertThat(StoredTexts.of(suite.store())).doesNotContain(secrets);
    }
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void one_that_declines_is_skipped_though_it_says_done_at_the_end(int clowderVersion) {
    String name = PyExtractor.freshName("skips");
    try (PyExtractor ignored =
        PyExtractor.start(suite, "system-tests/extractors/skips/skips.py", name, clowderVersion)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("any.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of());

      JsonNode job = board.awaitState(id, SOON, "SKIPPED");
      board.awaitJob(id, SOON, j -> board.messages(id).contains("Done processing."));

      assertThat(board.job(id).path("state").asText()).isEqualTo("SKIPPED");
      assertThat(job.path("attempts")).hasSize(1);
      assertThat(board.messages(id))
          .containsExactly("Started processing.", "Skipped in check_message", "Done processing.");
    }
  }

  @ParameterizedTest(name = "CLOWDER_VERSION={0}")
  @ValueSource(ints = {1, 2})
  void two_runs_at_once_on_one_file_are_two_jobs_that_share_no_event(int clowderVersion) {
    String name = PyExtractor.freshName("twins");
    try (PyExtractor one = works(name, clowderVersion);
        PyExtractor two = works(name, clowderVersion)) {
      board.awaitExtractor(name, 2);
      String file = board.upload("any.txt", "text/plain", "any");
      String first = board.submit(file, name, Map.of("seconds", 4));
      String second = board.submit(file, name, Map.of("seconds", 4));

      for (String id : List.of(first, second)) {
        board.awaitState(id, SOON, "SUCCEEDED");
        List<String> messages = board.messages(id);
        assertThat(messages).startsWith("Started processing.").endsWith("Done processing.");
        assertThat(messages.stream().filter(m -> m.startsWith("step ")).toList())
            .isNotEmpty()
            .allMatch(m -> m.endsWith(id));
      }

      JsonNode jobs = board.extractions("file", file).at("/extractors/0/jobs");
      assertThat(jobs.findValuesAsText("id")).contains(first, second);
      assertThat(jobs).hasSize(2);
      for (JsonNode job : jobs) {
        String other = job.path("id").asText().equals(first) ? second : first;
        assertThat(job.path("overlaps").toString()).contains(other);
        assertThat(job.path("events").toString()).doesNotContain("of " + other);
      }
    }
  }

  private PyExtractor works(String name, int clowderVersion) {
    return PyExtractor.start(suite, "system-tests/extractors/works/works.py", name, clowderVersion);
  }

  private static int step(String message) {
    return Integer.parseInt(message.split(" ")[1]);
  }

  private static List<String> secrets(PyExtractor extractor) {
    return extractor
        .log()
        .lines()
        .filter(line -> line.startsWith("SECRET "))
        .map(line -> line.substring("SECRET ".length()))
        .toList();
  }

  private static void assertTimed(JsonNode span) {
    assertThat(span.path("millis").isNumber()).as(span.toString()).isTrue();
    assertThat(span.path("millis").asLong()).isNotNegative();
    assertThat(span.path("precision").asText()).isIn("MILLISECONDS", "SECONDS", "AT_MOST");
  }
}
