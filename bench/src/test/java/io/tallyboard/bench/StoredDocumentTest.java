package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoredDocumentTest {
  private static final Instant NOW = Instant.parse("2026-03-02T06:00:00.123Z");

  @Test
  void a_status_update_is_stored_with_its_fields() throws Exception {
    byte[] body =
        """
        {"file_id": "f1", "extractor_id": "ncsa.wordcount", "job_id": "j1", "status": "StatusMessage.start: Started.",
         "start": "2026-03-02T06:00:00+05:50", "message_type": "StatusMessage.start", "message": "Started."}"""
            .getBytes(StandardCharsets.UTF_8);
    Document document = new StoredDocument().of("q", 41, body, NOW, true);
    assertThat(document)
        .containsEntry("_id", "q:41")
        .containsEntry("key", "j1")
        .containsEntry("event", "STARTED")
        .containsEntry("status", "StatusMessage.start")
        .containsEntry("message", "Started.")
        .containsEntry("at", Date.from(Instant.parse("2026-03-02T00:10:00Z")))
        .containsEntry("receivedAt", Date.from(NOW))
        .containsEntry("batchStart", true);
    assertThat(document.getString("digest")).hasSize(64);
  }

  @Test
  void every_update_of_a_load_can_be_stored_and_has_its_event() throws Exception {
    StoredDocument documents = new StoredDocument();
    for (Workload.Update update : new Workload(5, 0, 200, Order.BURSTS, 2)) {
      Document document = documents.of("q", 1, update.body(), NOW, false);
      assertThat(document.getString("event")).isNotBlank();
      assertThat(document.getString("jobId")).isEqualTo(update.jobId());
    }
  }
}
