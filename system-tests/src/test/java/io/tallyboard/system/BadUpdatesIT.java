package io.tallyboard.system;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.system.Wire.Absent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever arrives on an update queue: what can be used is kept, the rest is kept aside, and the queue goes on. */
@Real
class BadUpdatesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Suite suite;
  private final Board board;
  private final String job = "bad-" + UUID.randomUUID();
  private Wire wire;

  BadUpdatesIT(Suite suite) {
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
  void what_is_not_json_is_kept_aside_with_its_reason_and_the_queue_goes_on() throws Exception {
    rejected("this is not JSON " + job, "NOT_JSON");
    rejected("{\"job_id\":\"" + job + "\",", "NOT_JSON");
    rejected("[".repeat(20_000) + "\"" + job + "\"", "NOT_JSON");
    rejected("[\"" + job + "\"]", "NOT_AN_OBJECT");
    rejected("\"" + job + "\"", "NOT_AN_OBJECT");
    queueGoesOn();
  }

  @Test
  void bytes_that_are_no_text_at_all_are_kept_aside() throws Exception {
    byte[] noise = (job + "....").getBytes(UTF_8);
    noise[noise.length - 1] = (byte) 0xff;
    noise[noise.length - 2] = (byte) 0xc0;
    noise[noise.length - 3] = 0;
    rejected(noise, "NOT_JSON");
    rejected(new byte[0], null);
    queueGoesOn();
  }

  @Test
  void five_megabytes_are_kept_aside_with_their_length_digest_and_first_part() throws Exception {
    byte[] body =
        Board.text(
                Map.of(
                    "file_id", "f",
                    "extractor_id", "test.wire",
                    "job_id", job,
                    "message_type", "StatusMessage.processing",
                    "message", "x".repeat(5 << 20)))
            .getBytes(UTF_8);
    Document kept = rejected(body, "TOO_LARGE");

    assertThat(kept.getString("body").getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1 << 20);
    assertThat(kept.getString("body")).hasSizeGreaterThan(1 << 19);
    queueGoesOn();
  }

  @Test
  void wrong_types_are_kept_aside_where_they_leave_nothing_to_use() throws Exception {
    rejected("{\"job_id\":{\"a\":\"" + job + "\"},\"file_id\":\"f\"}", "WRONG_TYPE");
    rejected("{\"job_id\":\"" + job + "\",\"status\":[1,2]}", "WRONG_TYPE");
    rejected("{\"message\":\"of nobody, " + job + "\"}", "NO_IDENTITY");
    rejected("{\"job_id\":\"" + "j".repeat(129) + "\",\"message\":\"" + job + "\"}", "ID_TOO_LONG");
    rejected("{\"control\":\"SUBMITTED\",\"job_id\":\"" + job + "\"}", "BAD_CONTROL_UPDATE");
    queueGoesOn();
  }

  @Test
  void numbers_where_texts_are_due_are_read_as_texts() throws Exception {
    long number = Math.abs(UUID.randomUUID().getLeastSignificantBits());
    wire.update(job, "start", "Started processing.", Map.of("job_id", number, "file_id", 7));
    wire.update(job, "done", "Done processing.", Map.of("job_id", number, "file_id", 7));

    board.awaitState(known(String.valueOf(number)), SOON, "SUCCEEDED");
  }

  @Test
  void an_update_without_a_job_id_makes_an_inferred_job() throws Exception {
    Map<String, Object> noJob = new HashMap<>();
    noJob.put("job_id", null);
    noJob.put("file_id", job);
    wire.update(job, "start", "Started processing.", noJob);
    wire.update(job, "done", "Done processing.", noJob);

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode jobs = board.read("v1/jobs?resource=file/" + job).path("jobs");
              assertThat(jobs).hasSize(1);
              assertThat(jobs.at("/0/identity").asText()).isEqualTo("INFERRED");
              assertThat(jobs.at("/0/state").asText()).isEqualTo("SUCCEEDED");
              assertThat(jobs.at("/0/updates").asInt()).isEqualTo(2);
            });
  }

  @Test
  void an_unknown_status_is_a_log_line_and_unknown_fields_do_no_harm() throws Exception {
    wire.update(
        job, "start", "Started processing.", Map.of("mood", "good", "nested", Map.of("$a", 1)));
    wire.update(
        job,
        "",
        "",
        Map.of(
            "status", "Frobnicating the widgets",
            "message_type", "StatusMessage.frobnicate",
            "message", Absent.FIELD));
    wire.update(job, "done", "Done processing.", Map.of());

    board.awaitState(known(job), SOON, "SUCCEEDED");
    List<JsonNode> events = board.events(job);
    assertThat(events).hasSize(3);
    assertThat(events.get(1).path("event").asText()).isEqualTo("PROGRESS");
    assertThat(events.get(1).path("message").asText()).isEqualTo("Frobnicating the widgets");
  }

  @Test
  void a_time_without_zone_or_of_nonsense_costs_no_update_and_no_false_duration() throws Exception {
    wire.update(job, "start", "Started processing.", Map.of("start", "2026-03-02T06:00:00"));
    wire.update(job, "processing", "one", Map.of("start", "half past nine"));
    wire.update(job, "processing", "two", Map.of("start", Map.of("at", "noon")));
    wire.update(job, "processing", "three", Map.of("start", "9999-99-99T99:99:99+99:99"));
    wire.update(job, "done", "Done processing.", Map.of("start", "0001-01-01T00:00:00Z"));

    JsonNode record = board.awaitState(known(job), SOON, "SUCCEEDED");

    assertThat(board.messages(job))
        .startsWith("Started processing.", "one")
        .endsWith("three", "Done processing.");
    assertThat(record.at("/running/millis").asLong()).isBetween(0L, 20_000L);
    assertThat(board.events(job).get(1).path("claimedAt").asText()).isEqualTo("half past nine");
  }

  @Test
  void texts_of_any_length_and_any_character_are_shown() throws Exception {
    String odd = "nul \u0000 rtl \u202e emoji \ud83d\ude80 lone \\ud83d quote \" $set .";
    wire.update(job, "start", "Started processing.", Map.of());
    wire.update(job, "processing", odd, Map.of());
    wire.update(job, "error", "e".repeat(500_000), Map.of());

    JsonNode record = board.awaitState(known(job), SOON, "ERROR");

    assertThat(board.messages(job).get(1)).contains("emoji \ud83d\ude80").contains("$set .");
    assertThat(record.path("lastMessage").asText()).hasSizeBetween(100, 10_000);
  }

  /** Waits until the record exists: an unknown job's first update makes it. */
  private String known(String id) {
    await("job " + id)
        .atMost(SOON)
        .until(() -> board.get("v1/jobs/" + Board.encoded(id)).statusCode() == 200);
    return id;
  }

  private void queueGoesOn() throws Exception {
    wire.update(job, "start", "Started processing.", Map.of());
    wire.update(job, "done", "Done processing.", Map.of());
    assertThat(board.awaitState(known(job), SOON, "SUCCEEDED").path("updates").asInt())
        .isEqualTo(2);
  }

  private Document rejected(String body, String reason) throws Exception {
    return rejected(body.getBytes(UTF_8), reason);
  }

  /** Publishes what cannot be used and waits for it among what was rejected. */
  private Document rejected(byte[] body, String reason) throws Exception {
    wire.update(body);
    String digest = Wire.sha256(body);
    Document[] kept = new Document[1];
    await("rejected: " + reason)
        .atMost(SOON)
        .until(
            () -> {
              kept[0] =
                  suite
                      .store()
                      .getCollection(Collections.REJECTED_UPDATES)
                      .find(eq("digest", digest))
                      .first();
              return kept[0] != null;
            });
    if (reason != null) {
      assertThat(kept[0].getString("reason")).isEqualTo(reason);
    }
    assertThat(kept[0].getString("detail")).isNotBlank();
    assertThat(((Number) kept[0].get("length")).longValue()).isEqualTo(body.length);
    assertThat(kept[0].getString("queue")).isEqualTo(suite.topology().updateQueue(0));
    return kept[0];
  }
}
