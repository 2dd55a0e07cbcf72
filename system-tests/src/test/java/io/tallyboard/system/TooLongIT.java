package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job of 25 seconds, on a broker that lets a consumer have a message for 10. */
@Real
class TooLongIT {
  private static final Duration WITHIN = Duration.ofSeconds(120);
  private static final String CRASHES = "system-tests/extractors/crashes/crashes.py";

  @Test
  void job_longer_than_the_consumer_timeout_is_told_with_its_remedy_and_ends_as_an_error()
      throws Exception {
    try (OwnServers servers =
            OwnServers.inTemporaryFolder(Map.of("TALLYBOARD_CONSUMER_TIMEOUT", "10000"));
        Suite suite =
            Suite.start(servers.startBroker(), Map.of("tallyboard.api.crash-loop-limit", "3"))) {
      Board board = suite.board();
      String name = PyExtractor.freshName("slow");
      try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 2)) {
        board.awaitExtractor(name, 1);
        String id = submit(board, name, 25);
        String behind = submit(board, name, 1);

        JsonNode job = board.awaitState(id, WITHIN, "ERROR");

        List<String> told =
            board.events(id).stream()
                .filter(e -> e.path("event").asText().equals("LOOPING"))
                .map(e -> e.path("message").asText())
                .toList();
        assertThat(told).as(extractor.log()).hasSize(1);
        assertThat(told.get(0))
            .startsWith("3 runs were cut off, each after about 1")
            .contains("longer than its consumer_timeout. Raise consumer_timeout, or split the job")
            .contains("It was stopped: its key no longer opens anything");
        assertThat(job.path("lastMessage").asText()).contains("403");
        assertThat(board.awaitState(behind, WITHIN, "SUCCEEDED").path("attempts")).hasSize(1);
      }
    }
  }

  private static String submit(Board board, String name, int seconds) {
    String file = board.upload("any.txt", "text/plain", "any");
    return board.submit(file, name, Map.of("how", "works", "after", seconds));
  }
}
