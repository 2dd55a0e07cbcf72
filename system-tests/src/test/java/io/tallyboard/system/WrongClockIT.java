package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extractors whose clock is wrong by hours, and one whose clock jumps in mid-work. */
@Real
class WrongClockIT {
  private static final Duration SOON = Duration.ofSeconds(45);
  private static final String WORKS = "system-tests/extractors/works/works.py";
  private static final int SECONDS = 3;

  private final Suite suite;
  private final Board board;

  WrongClockIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-7.5", "3,-2"})
  void times_of_an_extractor_whose_clock_is_wrong_are_right_to_what_they_say_of_themselves(
      String hours) {
    String name = PyExtractor.freshName("clock");
    try (PyExtractor extractor =
        PyExtractor.start(suite, WORKS, name, 2, Map.of("CLOCK_IS_OFF", hours))) {
      board.awaitExtractor(name, 1);
      Instant before = Instant.now();
      String file = board.upload("any.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of("seconds", SECONDS));
      JsonNode job = board.awaitState(id, SOON, "SUCCEEDED");
      Instant after = Instant.now();

      assertThat(job.path("attempts")).as(extractor.log()).hasSize(1);
      assertThat(at(job, "startedAt")).isBetween(before, after);
      assertThat(at(job, "finishedAt")).isBetween(at(job, "startedAt"), after);
      // It says its start and its end up to a second late, since it speaks once a second.
      assertThat(job.at("/running/millis").asLong())
          .as("to the %s", job.at("/running/precision").asText())
          .isBetween(SECONDS * 1_000L - 1_000, SECONDS * 1_000L + 2_500);
      assertThat(job.at("/waiting/millis").asLong())
          .isBetween(0L, Duration.between(before, after).toMillis() - SECONDS * 1_000L + 1_000);
      for (JsonNode event : board.events(id)) {
        assertThat(at(event, "receivedAt")).isBetween(before, after);
      }
    }
  }

  private static Instant at(JsonNode of, String field) {
    return Instant.parse(of.path(field).asText());
  }
}
