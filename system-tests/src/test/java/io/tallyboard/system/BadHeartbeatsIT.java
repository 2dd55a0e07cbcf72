package io.tallyboard.system;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyboard.contract.store.Collections;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever arrives among the heartbeats: what can be used is registered, the rest is kept aside. */
@Real
class BadHeartbeatsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Suite suite;
  private final Board board;
  private final String name = PyExtractor.freshName("beats");
  private Wire wire;

  BadHeartbeatsIT(Suite suite) {
    this.suite = suite;
    this.board = suite.board();
  }

  @BeforeEach
  void connect() throws Exception {
    wire = new Wire(suite);
  }

  @AfterEach
  void disconnect() throws Exception {
    wire.close();
  }

  @Test
  void a_version_that_is_no_number_is_welcome() throws Exception {
    wire.beat(beat(Map.of("name", name, "version", "latest")));

    assertThat(registered().path("version").asText()).isEqualTo("latest");
  }

  @Test
  void a_description_of_another_shape_is_taken_as_far_as_it_goes() throws Exception {
    wire.beat(
        beat(
            Map.of(
                "name",
                name,
                "version",
                2,
                "process",
                "text/*",
                "repository",
                Map.of("repType", "git"),
                "contributors",
                "Ann",
                "unheard_of",
                Map.of("a.b", Map.of("$c", 1)))));

    assertThat(registered().path("version").asText()).isEqualTo("2");
  }

  @Test
  void beats_that_cannot_be_used_are_kept_aside_with_a_reason_and_others_go_on() throws Exception {
    String mark = UUID.randomUUID().toString();
    wire.beat("not JSON " + mark + "-1");
    wire.beat("{\"id\":\"" + mark + "-2\",\"queue\":\"q\",\"owner\":\"\"}");
    wire.beat("{\"id\":\"" + mark + "-3\",\"queue\":\"q\",\"extractor_info\":\"none\"}");
    wire.beat("{\"id\":\"" + mark + "-4\",\"queue\":\"q\",\"extractor_info\":{\"version\":\"1\"}}");
    wire.beat("[\"" + mark + "-5\"]");

    for (int i = 1; i <= 5; i++) {
      Document kept = rejected(mark + "-" + i);
      assertThat(kept.getString("reason")).isNotBlank();
      assertThat(kept.getString("detail")).isNotBlank();
    }
    wire.beat(beat(Map.of("name", name, "version", "1.0")));
    assertThat(registered().path("liveness").asText()).isEqualTo("ONLINE");
  }

  @Test
  void the_same_bad_beat_again_and_again_is_counted_and_not_piled_up() throws Exception {
    String mark = UUID.randomUUID().toString();
    for (int i = 0; i < 20; i++) {
      wire.beat("not JSON " + mark);
    }
    rejected(mark);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              wire.beat(beat(Map.of("name", name, "version", "1.0")));
              assertThat(registered()).isNotNull();
              assertThat(
                      suite
                          .store()
                          .getCollection(Collections.REJECTED_UPDATES)
                          .countDocuments(regex("body", mark)))
                  .isEqualTo(1);
            });
  }

  private JsonNode registered() {
    board.awaitExtractor(name, 1);
    for (JsonNode extractor : board.read("v1/extractors").path("extractors")) {
      if (extractor.path("name").asText().equals(name)) {
        return extractor;
      }
    }
    throw new AssertionError(name + " is not registered");
  }

  private Document rejected(String mark) {
    await("rejected: " + mark).atMost(SOON).until(() -> find(mark) != null);
    return find(mark);
  }

  private Document find(String mark) {
    return suite
        .store()
        .getCollection(Collections.REJECTED_UPDATES)
        .find(regex("body", mark))
        .first();
  }

  private String beat(Map<String, ?> info) {
    Map<String, Object> beat = new LinkedHashMap<>();
    beat.put("id", UUID.randomUUID().toString());
    beat.put("queue", name);
    beat.put("owner", "");
    beat.put("extractor_info", info);
    return Board.text(beat);
  }
}
