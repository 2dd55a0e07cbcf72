package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.Verdicts.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of running jobs, second by second, with the clock in hand. */
class VerdictsTest {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final String QUEUE = "ncsa.wordcount";
  private static final String LOG = "tallyboard.updates.0";

  private final Verdicts verdicts = new Verdicts(GRACE, Duration.ofSeconds(15));
  private final Map<String, PlacedJob> running = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<Verdict> last = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private Instant back = Instant.EPOCH;
  private Duration lag = Duration.ZERO;
  private @Nullable QueueSight sight = new QueueSight(true, 0, 1);

  @Test
  void jobs_at_work_are_not_doubted() {
    runs("a", "b");
    consumers(2);
    seconds(600);

    assertThat(told).isEmpty();
  }

  @Test
  void job_without_any_process_is_stalled_at_the_second_look() {
    runs("a");
    consumers(0);
    seconds(1);
    assertThat(told).isEmpty();
    seconds(1);

    assertThat(told).containsExactly("stalled:a:1:0");
    assertThat(last.get(0).evidence())
        .isEqualTo("1 job is said to run and no process takes jobs from the queue ncsa.wordcount.");
  }

  @Test
  void nothing_is_said_before_all_that_was_said_is_known() {
    runs("a");
    lag = Duration.ofSeconds(10);
    consumers(0);
    seconds(10);
    assertThat(told).isEmpty();

    running.clear(); // It had ended before.
    seconds(60);

    assertThat(told).isEmpty();
  }

  @Test
  void log_that_nobody_reads_tells_nothing() {
    runs("a");
    lag = Duration.ofMinutes(1);
    consumers(0);
    seconds(600);

    assertThat(told).isEmpty();
  }

  @Test
  void one_of_three_was_killed_all_are_suspect_until_it_is_known_which() {
    runs("a", "b", "c");
    consumers(3);
    seconds(5);
    consumers(2);
    seconds(2);
    assertThat(told).containsExactly("suspect:a:1:0", "suspect:b:1:0", "suspect:c:1:0");
    assertThat(last.get(0).evidence())
        .isEqualTo(
            "3 jobs are said to run and 2 processes take jobs from the queue ncsa.wordcount.");

    heard("a");
    seconds(10);
    assertThat(told).hasSize(3);

    heard("b");
    seconds(3);

    assertThat(told).hasSize(4).last().isEqualTo("stalled:c:1:0");
    assertThat(last.get(0).evidence()).endsWith(", and all others were heard since.");
  }

  @Test
  void same_verdict_is_told_once_and_a_later_one_has_another_id() {
    runs("a");
    consumers(0);
    seconds(60);
    assertThat(told).containsExactly("stalled:a:1:0");

    heard("a");
    seconds(60);

    assertThat(told).containsExactly("stalled:a:1:0", "stalled:a:1:1");
  }

  @Test
  void process_with_several_jobs_at_once_is_doubted_once_and_then_known() {
    runs("a", "b", "c");
    consumers(1);
    seconds(2);
    assertThat(told).hasSize(3);
    for (int i = 0; i < 20; i++) {
      heard("a", "b", "c");
      seconds(5);
    }

    assertThat(told).hasSize(3);

    consumers(0);
    seconds(2);
    assertThat(told.subList(3, 6))
        .containsExactly("stalled:a:1:0", "stalled:b:1:0", "stalled:c:1:0");
  }

  @Test
  void stalled_job_is_lost_after_the_grace_and_says_whether_it_may_return() {
    runs("a");
    sight = new QueueSight(true, 1, 0);
    seconds(2 + 299);
    assertThat(told).containsExactly("stalled:a:1:0");
    seconds(1);

    assertThat(told).last().isEqualTo("lost:a:1:0");
    assertThat(last.get(0).mayReturn()).isTrue();
    assertThat(last.get(0).evidence())
        .isEqualTo(
            "No process has taken jobs from the queue ncsa.wordcount for 5 min. The broker still"
                + " holds 1 message there: the job runs again when an instance returns.");
  }

  @Test
  void lost_job_that_the_broker_does_not_hold_will_not_return() {
    runs("a");
    consumers(0);
    seconds(302);

    assertThat(last.get(0).kind()).isEqualTo(Event.LOST);
    assertThat(last.get(0).mayReturn()).isFalse();
  }

  @Test
  void job_that_waits_for_its_turn_behind_others_is_not_lost() {
    runs("a");
    consumers(0);
    seconds(2);
    sight = new QueueSight(true, 7, 1);
    seconds(3_600);

    assertThat(told).containsExactly("stalled:a:1:0");
  }

  @Test
  void outage_of_the_broker_of_fifteen_minutes_loses_nobody() {
    runs("a");
    consumers(1);
    seconds(10);
    for (int i = 0; i < 900; i++) {
      now = now.plusSeconds(1);
      verdicts.blind();
    }
    back = now;
    consumers(0); // The extractor comes back a little later.
    seconds(14);
    consumers(1);
    seconds(600);

    assertThat(told).isEmpty();
  }

  @Test
  void grace_does_not_run_while_the_broker_is_away() {
    runs("a");
    consumers(0);
    seconds(2 + 200);
    for (int i = 0; i < 900; i++) {
      now = now.plusSeconds(1);
      verdicts.blind();
    }
    seconds(95);
    assertThat(told).containsExactly("stalled:a:1:0");

    seconds(10);
    assertThat(told).contains("lost:a:1:0");
  }

  @Test
  void pause_of_the_monitor_of_fifteen_minutes_loses_nobody() {
    runs("a");
    consumers(0);
    seconds(1);
    now = now.plus(Duration.ofMinutes(15));
    consumers(1);
    seconds(600);
    assertThat(told).isEmpty();

    consumers(0);
    seconds(2);
    now = now.plus(Duration.ofMinutes(15));
    seconds(290);

    assertThat(told).containsExactly("stalled:a:1:0");
  }

  @Test
  void queue_that_never_was_says_nothing_and_one_that_is_gone_does() {
    place("foreign", false);
    sight = QueueSight.MISSING;
    seconds(600);
    assertThat(told).isEmpty();

    place("ours", true);
    seconds(2);

    assertThat(told).containsExactly("stalled:ours:1:0");
    assertThat(last.get(0).evidence())
        .isEqualTo("1 job is said to run, and the queue ncsa.wordcount is gone from the broker.");
  }

  @Test
  void queue_that_the_broker_did_not_tell_of_says_nothing() {
    runs("a");
    sight = null;
    seconds(600);

    assertThat(told).isEmpty();
  }

  @Test
  void job_in_a_loop_is_not_said_to_be_stalled_as_well_and_is_lost_all_the_same() {
    runs("a");
    doubt("a", Event.LOOPING, "looping:a:5:0");
    consumers(0);
    seconds(303);

    assertThat(told).containsExactly("lost:a:1:0");
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(1);
      look();
    }
  }

  private void look() {
    Map<String, Instant> read = Map.of(LOG, now.minus(lag).minusMillis(300));
    Map<String, QueueSight> sights = sight == null ? Map.of() : Map.of(QUEUE, sight);
    List<Verdict> due =
        verdicts.look(new Round(read, List.copyOf(running.values()), sights, back, now));
    for (Verdict verdict : due) {
      String id = verdict.placed().job().id();
      told.add(verdict.controlId());
      if (verdict.kind() == Event.LOST) {
        running.remove(id);
      } else {
        doubt(id, verdict.kind(), verdict.controlId());
      }
    }
    if (!due.isEmpty()) {
      last.clear();
      last.addAll(due);
    }
  }

  private void consumers(long count) {
    sight = new QueueSight(true, 0, count);
  }

  private void runs(String... ids) {
    for (String id : ids) {
      place(id, true);
    }
  }

  private void place(String id, boolean ours) {
    running.put(id, new PlacedJob(job(id, null, List.of()), QUEUE, ours, LOG));
  }

  private void heard(String... ids) {
    for (String id : ids) {
      running.computeIfPresent(
          id, (key, p) -> new PlacedJob(job(id, null, p.job().controlIds()), QUEUE, p.ours(), LOG));
    }
  }

  private void doubt(String id, Event kind, String controlId) {
    running.computeIfPresent(
        id,
        (key, p) -> {
          List<String> ids = new ArrayList<>(p.job().controlIds());
          ids.add(controlId);
          return new PlacedJob(job(id, kind, ids), QUEUE, p.ours(), LOG);
        });
  }

  private RunningJob job(String id, @Nullable Event trouble, List<String> controlIds) {
    return new RunningJob(
        id, ResourceRef.unknown("f1"), QUEUE, 1, now, trouble, controlIds, List.of(LOG));
  }
}
