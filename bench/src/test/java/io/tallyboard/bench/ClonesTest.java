package io.tallyboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ClonesTest {
  private static final String JOB = "019cad37-2000-7abc-8def-0123456789ab";
  private static final Date AT = Date.from(Instant.parse("2026-03-02T06:00:00Z"));

  private final Clones clones =
      new Clones(
          JOB,
          "file-1",
          "bench-1",
          new Document("_id", JOB)
              .append("state", "SUCCEEDED")
              .append(
                  "memory",
                  new Document(
                      "folded",
                      List.of(new Document("queue", "bench-1.updates.0").append("seq", 8L)))),
          List.of(
              new Document("_id", "bench-1.updates.0:7")
                  .append("queue", "bench-1.updates.0")
                  .append("seq", 7L)
                  .append("jobId", JOB)
                  .append("controlId", "submitted:" + JOB)
                  .append("resource", new Document("id", "file-1"))
                  .append("receivedAt", AT)
                  .append("batchStart", true)));

  @Test
  void a_copy_is_of_another_job_at_another_place_and_time_and_the_same_in_all_else() {
    Clones.Copy copy = clones.copy(new SplittableRandom(1), 100, 60_000);
    String job = copy.job().getString("_id");
    assertThat(job).isNotEqualTo(JOB);
    assertThat(UUID.fromString(job).version()).isEqualTo(7);
    assertThat(UUID.fromString(job).getMostSignificantBits() >>> 16)
        .isEqualTo((UUID.fromString(JOB).getMostSignificantBits() >>> 16) - 60_000);
    assertThat(copy.job().getString("state")).isEqualTo("SUCCEEDED");
    Document folded =
        copy.job().get("memory", Document.class).getList("folded", Document.class).get(0);
    assertThat(folded).isEqualTo(new Document("queue", "stored.updates.0").append("seq", 108L));

    Document update = copy.updates().get(0);
    assertThat(update)
        .containsEntry("_id", "stored.updates.0:107")
        .containsEntry("seq", 107L)
        .containsEntry("jobId", job)
        .containsEntry("controlId", "submitted:" + job)
        .containsEntry("receivedAt", new Date(AT.getTime() - 60_000))
        .containsEntry("batchStart", true);
    assertThat(update.get("resource", Document.class).getString("id")).isNotEqualTo("file-1");
    assertThat(update.keySet()).isEqualTo(clones.updates().get(0).keySet());
  }

  @Test
  void the_template_stays_as_it_was() {
    clones.copy(new SplittableRandom(1), 100, 60_000);
    assertThat(clones.updates().get(0)).containsEntry("_id", "bench-1.updates.0:7");
    assertThat(clones.record()).containsEntry("_id", JOB);
  }
}
