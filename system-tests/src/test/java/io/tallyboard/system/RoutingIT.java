package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An event makes jobs for exactly those unmodified pyclowder extractors that wait for it. */
@Real
class RoutingIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final String OWNER = "ann@example.org";

  private final Suite suite;
  private final Board board;
  private final String space = "space-" + UUID.randomUUID();

  RoutingIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private JsonNode tell(Map<String, ?> event) {
    return board.call("POST", "v1/events", event).path("matches");
  }

  private static List<String> extractors(JsonNode matches) {
    return each(matches).map(match -> match.path("extractor").asText()).toList();
  }

  private String job(JsonNode matches, String extractor) {
    Optional<JsonNode> found =
        each(matches).filter(m -> m.path("extractor").asText().equals(extractor)).findFirst();
    return found.orElseThrow().path("job").asText();
  }

  @Test
  void an_event_runs_those_whose_rules_fit_and_nobody_else() {
    String words = PyExtractor.freshName("words");
    String sums = PyExtractor.freshName("sums");
    String plain = PyExtractor.freshName("own");
    String own = "private.KEY7." + plain;
    try (PyExtractor ignored =
            PyExtractor.start(suite, "examples/wordcount/wordcount.py", words, 1);
        PyExtractor summing =
            PyExtractor.start(suite, "system-tests/extractors/sums/sums.py", sums, 2);
        PyExtractor hers =
            PyExtractor.startPrivate(
                suite, "system-tests/extractors/skips/skips.py", plain, "KEY7", OWNER)) {
      for (String name : List.of(words, sums, own)) {
        board.awaitExtractor(name, 1);
      }
      board.onlyIn(space, List.of(words, sums, own));
      String dataset =
          board
              .call("POST", "v1/datasets", Map.of("name", "Routed", "space", space))
              .path("id")
              .asText();
      String file = board.uploadTo(dataset, "a.txt", "text/plain; charset=utf-8", "one two");
      Map<String, Object> uploaded =
          Map.of(
              "id",
              UUID.randomUUID().toString(),
              "type",
              "file.created",
              "file",
              file,
              "onBehalfOf",
              Map.of("id", "bob", "name", "Bob"));

      JsonNode matches = tell(uploaded);

      assertThat(extractors(matches)).containsExactly(words);
      assertThat(tell(uploaded)).isEqualTo(matches);
      JsonNode counted = board.awaitState(job(matches, words), SOON, "SUCCEEDED");
      assertThat(counted.at("/initiatedBy/user/name").asText()).isEqualTo("Bob");
      assertThat(counted.at("/initiatedBy/how").asText()).isEqualTo("UPLOAD");
      assertThat(counted.path("attempts")).hasSize(1);

      JsonNode added =
          tell(Map.of("type", "clowder.dataset.file.added", "file", file, "dataset", dataset));
      assertThat(extractors(added)).containsExactly(sums);
      board.awaitState(job(added, sums), SOON, "SUCCEEDED");

      JsonNode annas =
          tell(Map.of("type", "file.created", "file", file, "onBehalfOf", Map.of("id", OWNER)));
      assertThat(extractors(annas)).containsExactlyInAnyOrder(own, words);
      JsonNode skipped = board.awaitState(job(annas, own), SOON, "SKIPPED");
      assertThat(skipped.path("extractor").asText()).as(hers.log()).isEqualTo(own);

      board.call(
          "PATCH",
          "v1/extractors/" + Board.encoded(own) + "/settings",
          Map.of("grants", List.of("bob")));
      JsonNode granted =
          tell(Map.of("type", "file.created", "file", file, "onBehalfOf", Map.of("id", "bob")));
      assertThat(extractors(granted)).containsExactlyInAnyOrder(own, words);
      board.awaitState(job(granted, own), SOON, "SKIPPED");
      assertThat(summing.log()).doesNotContain("Traceback");
    }
  }
}
