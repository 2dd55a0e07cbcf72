package io.tallyboard.tracker.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.Board;
import io.tallyboard.tracker.Said;
import io.tallyboard.tracker.command.Commands;
import io.tallyboard.tracker.command.Ran;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rebuild and verify, run as commands against a store that the service wrote. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class RebuildTest {
  @Inject Board board;
  @Inject Commands commands;

  @BeforeEach
  void clear() {
    board.clear();
  }

  private Ran run(String... args) {
    return Ran.of(commands, args);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverCameNothingDiffersAndAllIsRestoredFromTheLogAlone(long seed) {
    Random random = new Random(seed);
    board.takeAll(Said.any(random, "any" + seed, 150), random);
    Map<String, Job> jobs = board.jobs();
    Map<String, Lane> lanes = board.lanes();
    assertThat(jobs).hasSizeGreaterThan(9);
    assertThat(lanes).isNotEmpty();

    assertThat(run("rebuild", "--all", "--verify"))
        .satisfies(
            ran -> assertThat(ran.out()).singleElement().asString().endsWith("nothing differs."))
        .returns(0, Ran::code);

    board.clear(Collections.JOBS);
    board.clear(Collections.LANES);
    assertThat(run("rebuild", "--all", "--verify").code()).isEqualTo(1);
    assertThat(run("rebuild", "--all").code()).isZero();
    assertThat(withoutFormerIds(board.jobs())).isEqualTo(withoutFormerIds(jobs));
    assertThat(board.lanes()).isEqualTo(lanes);
    assertThat(run("rebuild", "--all", "--verify").code()).isZero();
  }

  /** Which ids a run once had is known to its record alone. */
  private static Map<String, Job> withoutFormerIds(Map<String, Job> jobs) {
    return jobs.values().stream()
        .collect(Collectors.toMap(Job::id, job -> job.withFormerIds(List.of())));
  }

  @Test
  void verifyFindsExactlyWhatWasSpoiledAndRebuildMendsIt() {
    Random random = new Random(99);
    board.takeAll(Said.any(random, "spoil", 200), random);
    Map<String, Job> jobs = board.jobs();
    Map<String, Lane> lanes = board.lanes();
    List<Job> inferred = jobs.values().stream().filter(j -> j.lane() != null).toList();
    Job lostRun = inferred.get(0);
    String lostLane =
        lanes.keySet().stream().filter(k -> !k.equals(lostRun.lane())).findFirst().orElseThrow();

    board.spoil("spoil-job-0", job -> job.append("state", "LOST"));
    board.spoil("spoil-job-1", job -> job.append("updates", 4_711L));
    board.spoil("spoil-job-2", job -> job.append("attempts", List.of()));
    board.spoil(
        "spoil-job-3",
        job -> {
          job.get("memory", Document.class).append("folded", List.of());
          return job;
        });
    board.remove(Collections.JOBS, Filters.eq("_id", "spoil-job-4"));
    board.spoil("spoil-job-5", job -> job);
    Document extra = new Document(Board.get(board.raw(Collections.JOBS).find().collect().first()));
    extra.append("_id", "nobody").append("identity", "GIVEN").remove("lane");
    Board.get(board.raw(Collections.JOBS).insertOne(extra));
    board.remove(Collections.JOBS, Filters.eq("_id", lostRun.id()));
    board.remove(Collections.LANES, Filters.eq("_id", lostLane));

    Ran verify = run("rebuild", "--all", "--verify");

    assertThat(verify.code()).isEqualTo(1);
    assertThat(verify.out().stream().filter(line -> !line.startsWith("  ")))
        .containsExactlyInAnyOrder(
            "job spoil-job-0 differs:",
            "job spoil-job-1 differs:",
            "job spoil-job-2 differs:",
            "job spoil-job-3 differs:",
            "job spoil-job-4 is missing: the log has its updates, and there is no record",
            "job nobody is too much: there is a record, and the log has nothing that makes it",
            "job " + lostRun.id() + " is missing: the log has its updates, and there is no record",
            "lane " + lostLane + " is missing: the log has its updates, and there is no record",
            verify.out().get(verify.out().size() - 1));
    assertThat(verify.out())
        .anyMatch(line -> line.startsWith("  state is LOST, ought to be "))
        .anyMatch(line -> line.startsWith("  updates is 4711, ought to be "))
        .anyMatch(line -> line.startsWith("  memory.folded is [], ought to be "));
    assertThat(verify.out().get(verify.out().size() - 1)).endsWith("8 records differ.");

    assertThat(run("rebuild", "--all").code()).isZero();
    assertThat(board.jobs()).isEqualTo(jobs);
    assertThat(board.lanes()).isEqualTo(lanes);
    assertThat(run("rebuild", "--all", "--verify").code()).isZero();
  }

  @Test
  void whatIsOnItsWayFromTheLogIntoTheRecordIsNoDifference() {
    board.take(List.of(Said.job("way", 0, "way-1", Event.STARTED, 0)));
    board.store(
        List.of(
            Said.job("way", 1, "way-1", Event.SUCCEEDED, 1),
            Said.job("way", 2, "way-2", Event.STARTED, 2),
            Said.lane("way", 3, "way-3", Event.STARTED, 3)));

    assertThat(run("rebuild", "--all", "--verify").code()).isZero();
    assertThat(run("rebuild", "--all").code()).isZero();
    assertThat(board.jobs()).containsOnlyKeys("way-1");
  }

  @Test
  void ofAStreamThatWasMadeAnewTheOldLogCountsWholeAndTheNewOneAsFarAsItIsFolded() {
    Extraction old = Said.job("stream", 0, "epoch", Event.STARTED, 0);
    Extraction anew = Said.job("stream~1", 0, "epoch", Event.SUCCEEDED, 1);
    Extraction unread = Said.job("stream~1", 1, "epoch", Event.STARTED, 2);
    board.store(List.of(old, anew, unread));
    Board.get(
        board
            .raw(Collections.QUEUE_POSITIONS)
            .insertOne(
                new Document("_id", "stream").append("foldedThrough", 0L).append("epoch", 1)));

    assertThat(run("rebuild", "--job", "epoch").code()).isZero();

    assertThat(board.job("epoch").updates()).isEqualTo(2);
  }

  @Test
  void oneJobOrWhatHeardAnythingSinceIsMendedAlone() {
    board.take(
        List.of(
            Said.job("some", 0, "some-1", Event.STARTED, 0),
            Said.job("some", 1, "some-2", Event.STARTED, 100),
            Said.lane("some", 2, "some-3", Event.STARTED, 200)));
    Map<String, Job> jobs = board.jobs();
    String inferred =
        jobs.values().stream().filter(j -> j.lane() != null).findFirst().orElseThrow().id();
    Stream.of("some-1", "some-2", inferred)
        .forEach(id -> board.spoil(id, job -> job.append("state", "ERROR")));

    assertThat(run("rebuild", "--since", Said.T0.plusSeconds(150).toString()).code()).isZero();
    assertThat(board.jobs().get(inferred)).isEqualTo(jobs.get(inferred));
    assertThat(run("rebuild", "--job", "some-2").code()).isZero();
    assertThat(board.jobs().get("some-2")).isEqualTo(jobs.get("some-2"));
    assertThat(board.jobs().get("some-1")).isNotEqualTo(jobs.get("some-1"));
    assertThat(run("rebuild", "--job", "some-1", "--verify").code()).isEqualTo(1);
    assertThat(run("rebuild", "--job", inferred, "--verify").code()).isZero();
  }

  @Test
  void formerIdsAreNoPartOfTheLogAndStay() {
    board.take(List.of(Said.lane("former", 0, "former", Event.STARTED, 0)));
    String id = board.jobs().keySet().iterator().next();
    board.spoil(id, job -> job.append("formerIds", List.of("old-id")).append("state", "ERROR"));

    assertThat(run("rebuild", "--all").code()).isZero();

    assertThat(board.job(id).formerIds()).containsExactly("old-id");
    assertThat(run("rebuild", "--all", "--verify").code()).isZero();
  }

  @Test
  void aJobOfManyUpdatesAndManyJobsOfFewAreFoldedPageByPage() {
    List<Extraction> all = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      all.add(Said.job("many", i, i % 2 == 0 ? "many-a" : "many-" + i % 900, Event.PROGRESS, i));
    }
    for (int from = 0; from < all.size(); from += 1_000) {
      board.take(all.subList(from, from + 1_000));
    }
    Map<String, Job> jobs = board.jobs();
    board.clear(Collections.JOBS);

    Ran ran = run("rebuild", "--all");

    assertThat(ran.code()).isZero();
    assertThat(board.jobs()).isEqualTo(jobs);
    assertThat(ran.out().get(ran.out().size() - 1)).contains("of 12000 updates");
  }

  @Test
  void badUsageIsOneSentence() {
    for (String[] bad :
        new String[][] {
          {"rebuild"},
          {"rebuild", "--all", "--job", "x"},
          {"rebuild", "--since", "yesterday"},
          {"rebuild", "--job", "no-such-job"},
          {"rebuild", "--all", "--verfy"},
          {"dance"}
        }) {
      Ran ran = run(bad);
      assertThat(ran.code()).as(String.join(" ", bad)).isEqualTo(2);
      assertThat(ran.err()).as(String.join(" ", bad)).hasSize(1);
      assertThat(ran.out()).isEmpty();
    }
  }

  @Test
  void reachIsWhatTheQueuesSayOfThemselves() {
    Reach reach =
        Reach.of(
            List.of(
                new QueuePosition("plain", 7, null, null, null, null, null, null),
                new QueuePosition("stream", 3, null, null, null, null, 2, null),
                new QueuePosition("import:old", 5, null, null, null, null, null, null)));

    assertThat(reach.logs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "plain", 7L,
                "stream", Long.MAX_VALUE,
                "stream~1", Long.MAX_VALUE,
                "stream~2", 3L,
                "import:old", Long.MAX_VALUE));
  }
}
