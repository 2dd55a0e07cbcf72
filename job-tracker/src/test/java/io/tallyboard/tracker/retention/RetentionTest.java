package io.tallyboard.tracker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.Board;
import io.tallyboard.tracker.Said;
import io.tallyboard.tracker.command.Commands;
import io.tallyboard.tracker.command.Ran;
import io.tallyboard.tracker.domain.Delivery;
import io.tallyboard.tracker.domain.RetentionRule;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.Tombstones;
import io.tallyboard.tracker.ingest.WholeLanes;
import io.tallyboard.tracker.rebuild.LogScan;
import io.tallyboard.tracker.rebuild.RecordScan;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retention on whichever store there is, with an age of an hour for what succeeded or failed. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class RetentionTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration REMEMBER = Duration.ofDays(30);
  private static final Duration UNREST = Duration.ofMinutes(3);
  private static final Instant NOW = Said.T0.plus(Duration.ofHours(2));
  private static final RetentionRule RULE =
      new RetentionRule(Map.of(JobState.SUCCEEDED, HOUR, JobState.ERROR, HOUR), false);

  @Inject Board board;
  @Inject JobStore store;
  @Inject Removals removals;
  @Inject Tombstones tombstones;
  @Inject WholeLanes lanes;
  @Inject LogScan log;
  @Inject RecordScan records;
  @Inject Ingestion ingestion;
  @Inject Commands commands;
  @Inject MeterRegistry meters;

  private long seq;

  @BeforeEach
  void clear() {
    board.clear();
  }

  private Retention retention() {
    return retention(new Mortal(Integer.MAX_VALUE, false), RULE);
  }

  private Retention retention(Mortal mortal, RetentionRule rule) {
    Removals from = mortal.port(Removals.class, removals);
    Tombstones graves = mortal.port(Tombstones.class, tombstones);
    Remover remover =
        new Remover(
            mortal.port(JobStore.class, store),
            from,
            graves,
            lanes,
            log,
            mortal.port(RecordScan.class, records));
    return new Retention(from, graves, remover, rule, REMEMBER, UNREST);
  }

  /** Of each kind: what goes, and beside it what must stay. */
  private void fill() {
    List<Extraction> all = new ArrayList<>();
    run(all, "goes-1", 0, Event.STARTED, Event.PROGRESS, Event.SUCCEEDED);
    run(all, "goes-2", 10, Event.STARTED, Event.ERROR);
    run(all, "skipped", 20, Event.STARTED, Event.SKIPPED);
    run(all, "running", 30, Event.STARTED, Event.PROGRESS);
    lane(all, "goes-lane", 40, Event.STARTED, Event.SUCCEEDED, Event.STARTED, Event.ERROR);
    lane(all, "half-lane", 50, Event.STARTED, Event.SUCCEEDED);
    run(all, "young", 5_400, Event.STARTED, Event.SUCCEEDED);
    lane(all, "half-lane", 5_500, Event.STARTED, Event.SUCCEEDED);
    board.take(all);
  }

  private void run(List<Extraction> to, String job, long second, Event... events) {
    for (Event event : events) {
      to.add(Said.job("ret", seq++, job, event, second++));
    }
  }

  private void lane(List<Extraction> to, String file, long second, Event... events) {
    for (Event event : events) {
      to.add(Said.lane("ret", seq++, file, event, second++));
    }
  }

  private static final Set<String> STAYING = Set.of("skipped", "running", "young", "half-lane|ex");

  private Set<String> keys() {
    return board.updates().stream().map(Extraction::key).collect(Collectors.toSet());
  }

  private Set<String> recordKeys() {
    return board.jobs().values().stream()
        .map(job -> job.lane() == null ? job.id() : job.lane())
        .collect(Collectors.toSet());
  }

  private void assertOnlyTheRestIsLeft() {
    assertThat(keys()).isEqualTo(STAYING);
    assertThat(recordKeys()).isEqualTo(STAYING);
    assertThat(board.jobs().values()).noneMatch(Job::expiring);
    assertThat(board.lanes()).containsOnlyKeys("half-lane|ex");
    assertThat(board.removed())
        .extracting(RemovedJob::key)
        .containsExactlyInAnyOrder("goes-1", "goes-2", "goes-lane|ex");
  }

  @Test
  void whatIsFinishedAndOldGoesWithItsUpdatesAndADryRunCountsExactlyThat() {
    fill();
    int updates = board.updates().size();

    Map<JobState, Long> counted = Board.get(retention().count(NOW));

    assertThat(board.updates()).hasSize(updates);
    assertThat(board.removed()).isEmpty();
    assertThat(counted)
        .containsExactlyInAnyOrderEntriesOf(Map.of(JobState.SUCCEEDED, 2L, JobState.ERROR, 2L));
    assertThat(Board.get(retention().run(NOW))).isEqualTo(counted);
    assertOnlyTheRestIsLeft();
    assertThat(Ran.of(commands, "rebuild", "--all", "--verify").code()).isZero();
    assertThat(Ran.of(commands, "rebuild", "--all").code()).isZero();
    assertOnlyTheRestIsLeft();
    assertThat(Board.get(retention().run(NOW))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killedAtAnyWriteTheNextRunLeavesNoGhost(boolean after) {
    int kills = 0;
    for (int dieAt = 0; ; dieAt++) {
      board.clear();
      seq = 0;
      fill();
      Mortal mortal = new Mortal(dieAt, after);
      Retention dying = retention(mortal, RULE);
      if (!dies(dying)) {
        break;
      }
      kills++;
      // While it is half-way nothing is made of what is left.
      assertThat(Ran.of(commands, "rebuild", "--all").code()).isZero();
      Board.get(retention().sweep(NOW.plusSeconds(1)));
      Board.get(retention().sweep(NOW.plus(UNREST).plusSeconds(10)));
      assertOnlyTheRestIsLeft();
      assertThat(Ran.of(commands, "rebuild", "--all", "--verify").code())
          .as("killed at write " + dieAt)
          .isZero();
    }
    assertThat(kills).isGreaterThan(12);
  }

  private static boolean dies(Retention retention) {
    try {
      Board.get(retention.run(NOW));
      return false;
    } catch (Mortal.Killed e) {
      return true;
    }
  }

  @Test
  void anUpdateThatComesLaterIsCountedAndMakesNothing() {
    fill();
    Board.get(retention().run(NOW));
    double late = meters.get("tallyboard.updates.late").counter().count();

    Board.get(
        ingestion.take(
            List.of(
                delivery(0, "goes-1", "f-goes-1", "PROCESSING: still here", NOW),
                delivery(1, "other", "f-other", "STARTED: new", NOW),
                delivery(2, null, "goes-lane", "PROCESSING: still here", NOW))));

    assertThat(meters.get("tallyboard.updates.late").counter().count()).isEqualTo(late + 2);
    assertThat(board.job("goes-1")).isNull();
    assertThat(board.job("other").state()).isEqualTo(JobState.STARTED);
    assertThat(keys()).doesNotContain("goes-1", "goes-lane|ex");
    assertThat(recordKeys()).doesNotContain("goes-1", "goes-lane|ex");
  }

  @Test
  void aNewRunOfARemovedLaneIsNoLatecomer() {
    fill();
    Board.get(retention().run(NOW));

    Board.get(
        ingestion.take(
            List.of(
                delivery(0, null, "goes-lane", "PROCESSING: too late", NOW),
                delivery(1, null, "goes-lane", "STARTED: again", NOW),
                delivery(2, null, "goes-lane", "PROCESSING: at work", NOW))));
    Board.get(ingestion.take(List.of(delivery(3, null, "goes-lane", "SUCCEEDED: done", NOW))));

    assertThat(board.jobs().values())
        .filteredOn(job -> "goes-lane|ex".equals(job.lane()))
        .singleElement()
        .satisfies(job -> assertThat(job.updates()).isEqualTo(3))
        .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.SUCCEEDED));
    Board.get(retention().sweep(NOW.plus(UNREST).plusSeconds(10)));
    assertThat(keys()).contains("goes-lane|ex");
    assertThat(Ran.of(commands, "rebuild", "--all", "--verify").code()).isZero();
  }

  @Test
  void anUpdateThatWasOnItsWayDuringTheRemovalMakesNoLastingGhost() {
    fill();
    Board.get(retention().run(NOW));
    // Admitted before the removal, folded after it.
    board.take(List.of(Said.job("ret", seq++, "goes-1", Event.PROGRESS, 7_200)));
    assertThat(board.job("goes-1")).isNotNull();

    Board.get(retention().sweep(NOW.plus(UNREST).plusSeconds(1)));

    assertOnlyTheRestIsLeft();
    assertThat(board.removed()).allMatch(RemovedJob::settled);
  }

  @Test
  void tombstonesAreForgottenAfterAWhile() {
    fill();
    Board.get(retention().run(NOW));
    Instant settled = NOW.plus(UNREST).plusSeconds(1);
    Board.get(retention().sweep(settled));
    assertThat(board.removed()).hasSize(3);

    Board.get(retention().sweep(NOW.plus(REMEMBER).plusSeconds(1)));

    assertThat(board.removed()).noneMatch(grave -> grave.key().equals("goes-1"));
  }

  @Test
  void aLaneThatBeganARunAfterItWasMarkedLivesOn() {
    fill();
    String lane = "goes-lane|ex";
    Map<String, Job> before = board.jobs();
    List<Job> its = Board.get(store.jobsOfLane(lane));
    Board.get(store.write(its.stream().map(Job::expire).toList()));
    board.take(List.of(Said.lane("ret", seq++, "goes-lane", Event.STARTED, 7_000)));

    Board.get(retention().sweep(NOW));

    assertThat(board.jobs().values())
        .filteredOn(job -> lane.equals(job.lane()))
        .hasSize(3)
        .noneMatch(Job::expiring);
    assertThat(its)
        .allSatisfy(job -> assertThat(board.jobs()).containsEntry(job.id(), before.get(job.id())));
  }

  @Test
  void importedHistoryStaysUnlessItIsAskedFor() {
    fill();
    board.spoil("goes-1", job -> job.append("imported", true));

    Board.get(retention().run(NOW));
    assertThat(board.job("goes-1")).isNotNull();

    RetentionRule all = new RetentionRule(RULE.ages(), true);
    Board.get(retention(new Mortal(Integer.MAX_VALUE, false), all).run(NOW));
    assertThat(board.job("goes-1")).isNull();
  }

  @Test
  void twoAtOnceDoNoHarm() {
    fill();

    io.smallrye.mutiny.Uni.combine()
        .all()
        .unis(retention().run(NOW), retention().run(NOW))
        .asTuple()
        .await()
        .atMost(Duration.ofSeconds(30));
    Board.get(retention().sweep(NOW.plusSeconds(1)));
    Board.get(retention().sweep(NOW.plus(UNREST).plusSeconds(10)));

    assertOnlyTheRestIsLeft();
  }

  @Test
  void moreThanAPageGoesAndWhatMustStayHoldsNothingUp() {
    List<Extraction> all = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      run(all, "page-" + i, i, Event.STARTED, Event.SUCCEEDED);
    }
    board.take(all);
    for (int i = 0; i < 120; i++) {
      board.spoil("page-" + i, job -> job.append("imported", true));
    }

    assertThat(Board.get(retention().count(NOW))).containsEntry(JobState.SUCCEEDED, 130L);
    assertThat(Board.get(retention().run(NOW))).containsEntry(JobState.SUCCEEDED, 130L);
    assertThat(board.jobs()).hasSize(120);
  }

  @Test
  void whereNoAgeIsSetTheCommandRemovesNothing() {
    fill();
    int jobs = board.jobs().size();

    Ran ran = Ran.of(commands, "retention", "--run-now");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).last().isEqualTo("0 jobs removed.");
    assertThat(board.jobs()).hasSize(jobs);
    assertThat(Ran.of(commands, "retention").code()).isEqualTo(2);
  }

  @Test
  void onlyFinishedStatesHaveAnAge() {
    assertThatThrownBy(() -> new RetentionRule(Map.of(JobState.STARTED, HOUR), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Delivery delivery(
      long seq, String job, String file, String status, Instant receivedAt) {
    String body =
        "{\"file_id\":\"%s\",\"extractor_id\":\"ex\",\"job_id\":%s,\"status\":\"%s\"}"
            .formatted(file, job == null ? "null" : "\"" + job + "\"", status);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Delivery(
        "late", seq, bytes, bytes.length, "digest-" + seq, receivedAt, null, seq == 0);
  }
}
