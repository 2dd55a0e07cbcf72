package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs that bring their extractor down each time: told, and stopped without touching any other. */
@Real
class CrashLoopIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CRASHES = "system-tests/extractors/crashes/crashes.py";

  private final Suite suite;
  private final Board board;

  CrashLoopIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  @Test
  void job_that_kills_its_extractor_each_time_is_told_with_evidence_and_ends_as_an_error()
      throws Exception {
    String name = PyExtractor.freshName("crashes");
    try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 2)) {
      board.awaitExtractor(name, 1);
      String file = board.upload("any.txt", "text/plain", "any");
      String id = board.submit(file, name, Map.of());

      JsonNode job = board.awaitState(id, SOON, "ERROR");

      List<JsonNode> told =
          board.events(id).stream()
              .filter(e -> e.path("event").asText().equals("LOOPING"))
              .toList();
      assertThat(told).as(extractor.log()).isNotEmpty();
      assertThat(told.get(0).path("message").asText())
          .containsPattern("\\d+ (times|runs)")
          .contains(" word")
          .contains("It was stopped: its key no longer opens anything");
      assertThat(job.path("lastMessage").asText()).contains("403");
      assertThat(waitingIn("error." + name)).as("put away by the extractor itself").isEqualTo(1);
    }
  }

  private long waitingIn(String queue) throws Exception {
    try (Connection connection = suite.connect();
        Channel channel = connection.createChannel()) {
      await(queue).atMost(SOON).until(() -> channel.messageCount(queue) > 0);
      return channel.messageCount(queue);
    }
  }
}
