package io.tallyboard.bench.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");
  private final Board board = new Board(100_000, END);

  @Test
  void the_same_number_gives_the_same_job() {
    assertThat(board.job(77).toJson()).isEqualTo(board.job(77).toJson());
    assertThat(board.job(77).toJson()).isNotEqualTo(board.job(78).toJson());
  }

  @Test
  void the_last_job_was_created_at_the_end_and_ids_go_with_time() {
    assertThat(board.job(99_999).get("createdAt")).isEqualTo(Date.from(END));
    assertThat(Board.id(10)).isGreaterThan(Board.id(9)).hasSize(36);
  }

  @Test
  void one_job_in_a_hundred_says_what_is_searched_for() {
    long saying =
        LongStream.range(0, 20_000)
            .mapToObj(n -> board.job(n).getString("lastMessage"))
            .filter(message -> message.contains(Board.FAULT))
            .count();
    assertThat(saying).isBetween(150L, 250L);
  }

  @Test
  void what_ended_has_its_times_and_what_waits_has_none() {
    for (long n = 0; n < 2_000; n++) {
      Document job = board.job(n);
      boolean waits = job.getString("state").equals("SUBMITTED");
      assertThat(job.containsKey("waiting")).isEqualTo(!waits);
      assertThat(job.containsKey("running")).isEqualTo(job.containsKey("finishedAt"));
    }
  }
}
