package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
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
      assertThat(told).as(extractor.log()).hasSize(1);
      assertThat(told.get(0).path("message").asText())
          .containsPattern("^([56] runs|Its extractor has asked for its data [5-7] times)")
          .contains(" word")
          .contains("It was stopped: its key no longer opens anything");
      assertThat(job.path("lastMessage").asText()).contains("403");
      assertThat(waitingIn("error." + name)).as("put away by the extractor itself").isEqualTo(1);
    }
  }

  @Test
  void job_that_ends_in_a_segmentation_fault_is_told_and_ends_as_an_error() throws Exception {
    String name = PyExtractor.freshName("segfault");
    try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 1)) {
      board.awaitExtractor(name, 1);
      String id = submit(name, Map.of("how", "segfault", "after", 1.5));

      board.awaitState(id, SOON, "ERROR");

      assertThat(loops(id))
          .as(extractor.log())
          .singleElement(InstanceOfAssertFactories.STRING)
          .containsPattern("^[56] runs have ")
          .contains("it brings down whatever takes it up");
    }
  }

  /** pyclowder puts the job back and does not count: it would go on for ever. */
  @Test
  void job_whose_extractor_calls_exit_is_told_by_what_it_says_and_ends_as_an_error()
      throws Exception {
    String name = PyExtractor.freshName("exit");
    try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 2)) {
      board.awaitExtractor(name, 1);
      String id = submit(name, Map.of("how", "exit"));

      board.awaitState(id, SOON, "ERROR");

      assertThat(loops(id))
          .as(extractor.log())
          .singleElement(InstanceOfAssertFactories.STRING)
          .containsPattern("The extractor has put it back [56] times, and does not count")
          .contains("(sys.exit: out of luck)");
    }
  }

  /** Its key would stop it, but it never shows it. */
  @Test
  void job_that_kills_before_the_board_is_asked_for_anything_is_told_and_put_aside()
      throws Exception {
    String name = PyExtractor.freshName("uncalled");
    try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 2)) {
      board.awaitExtractor(name, 1);
      String id = submit(name, Map.of("how", "uncalled", "after", 1.5));
      String behind = submit(name, Map.of("how", "works"));

      JsonNode job = board.awaitState(id, Duration.ofSeconds(120), "ERROR");

      assertThat(loops(id))
          .as(extractor.log())
          .singleElement(InstanceOfAssertFactories.STRING)
          .containsPattern("^[56] runs have ");
      assertThat(job.path("lastMessage").asText()).contains("put aside into error." + name);
      assertThat(waitingIn("error." + name)).isEqualTo(1);
      assertThat(board.awaitState(behind, SOON, "SUCCEEDED").path("attempts")).hasSize(1);
    }
  }

  @Test
  void job_that_kills_before_a_word_is_said_is_put_aside_and_those_behind_it_run()
      throws Exception {
    String name = PyExtractor.freshName("silent");
    try (PyExtractor extractor = PyExtractor.start(suite, CRASHES, name, 2)) {
      board.awaitExtractor(name, 1);
      String id = submit(name, Map.of("how", "silent"));
      List<String> behind =
          Stream.generate(() -> submit(name, Map.of("how", "works"))).limit(3).toList();

      JsonNode job = board.awaitState(id, SOON, "ERROR");

      assertThat(loops(id))
          .as(extractor.log())
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("5 processes of " + name + " came and went while this job was the first");
      assertThat(job.path("lastMessage").asText()).contains("put aside into error." + name);
      assertThat(waitingIn("error." + name)).isEqualTo(1);
      for (String other : behind) {
        assertThat(board.awaitState(other, SOON, "SUCCEEDED").path("attempts")).hasSize(1);
      }
    }
  }

  private String submit(String name, Map<String, Object> parameters) {
    return board.submit(board.upload("any.txt", "text/plain", "any"), name, parameters);
  }

  private List<String> loops(String id) {
    return board.events(id).stream()
        .filter(e -> e.path("event").asText().equals("LOOPING"))
        .map(e -> e.path("message").asText())
        .toList();
  }

  private long waitingIn(String queue) throws Exception {
    try (Connection connection = suite.connect();
        Channel channel = connection.createChannel()) {
      await(queue).atMost(SOON).until(() -> channel.messageCount(queue) > 0);
      return channel.messageCount(queue);
    }
  }
}
