package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/**
 * The process is killed at every point between taking messages, storing them (half-way through
 * too), folding, noting the position and acknowledging: what becomes of it is what would have
 * become of it without.
 */
class FaultsTest {
  private static final TrackerConfig CONFIG =
      new SmallRyeConfigBuilder()
          .withMapping(TrackerConfig.class)
          .addDiscoveredConverters()
          .build()
          .getConfigMapping(TrackerConfig.class);
  private static final long FOR_EVER = Long.MAX_VALUE;

  @Test
  void killedAtEveryPointAStreamKeepsExactlyItsUpdates() {
    int cases = atEveryPoint(QueueKind.STREAM, false, 25);
    assertThat(cases).isGreaterThan(1_000);
  }

  @Test
  void killedAtEveryPointAPlainQueueKeepsExactlyItsUpdatesWhereTheyDiffer() {
    int cases = atEveryPoint(QueueKind.CLASSIC, true, 25);
    assertThat(cases).isGreaterThan(1_000);
  }

  @Test
  void killedAtEveryPointAPlainQueueMistakesOnlyIdenticalUpdatesAtTheBoundary() {
    int cases = atEveryPoint(QueueKind.CLASSIC, false, 25);
    assertThat(cases).isGreaterThan(1_000);
  }

  @Property(tries = 3_000)
  void killedAgainAndAgain(
      @ForAll QueueKind kind,
      @ForAll boolean distinct,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 60) Integer> lives,
      @ForAll Random random) {
    List<String> bodies = scenario(new Random(random.nextLong()), distinct);
    FaultWorld world = world(kind, random, bodies);
    lives.forEach(world::live);
    survive(world, bodies, distinct);
    Statistics.label("mistaken").collect(world.mistaken);
  }

  private int atEveryPoint(QueueKind kind, boolean distinct, int seeds) {
    int cases = 0;
    for (int seed = 0; seed < seeds; seed++) {
      List<String> bodies = scenario(new Random(seed), distinct);
      FaultWorld whole = world(kind, new Random(seed), bodies);
      assertThat(whole.live(FOR_EVER)).isTrue();
      check(whole, bodies);
      for (long point = 0; point < whole.faults.met(); point++) {
        FaultWorld world = world(kind, new Random(seed), bodies);
        assertThat(world.live(point)).isFalse();
        survive(world, bodies, distinct);
        cases++;
      }
    }
    return cases;
  }

  private static FaultWorld world(QueueKind kind, Random random, List<String> bodies) {
    FaultWorld world = new FaultWorld(kind, CONFIG, random);
    bodies.forEach(body -> world.queue.publish(body.getBytes(StandardCharsets.UTF_8)));
    return world;
  }

  private static void survive(FaultWorld world, List<String> bodies, boolean distinct) {
    assertThat(world.live(FOR_EVER)).isTrue();
    if (distinct || world.kind == QueueKind.STREAM) {
      assertThat(world.mistaken).isFalse();
    }
    if (!world.mistaken) {
      check(world, bodies);
    }
    assertThat(world.jobs.all()).allSatisfy(job -> isItsLog(job, world));
  }

  private static void check(FaultWorld world, List<String> bodies) {
    Map<Long, String> stored = new TreeMap<>();
    world.log.all().forEach(e -> stored.put(e.seq(), e.digest()));
    world.log.allRejected().forEach(r -> stored.put(r.seq(), r.digest()));
    Map<Long, String> published = new TreeMap<>();
    for (int i = 0; i < bodies.size(); i++) {
      published.put((long) i, Digest.of(bodies.get(i).getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(stored).isEqualTo(published);
    assertThat(lives(world))
        .containsExactlyInAnyOrder(
            "GIVEN SUCCEEDED 1 attempts 5 updates",
            "GIVEN SUCCEEDED 2 attempts 4 updates",
            "GIVEN ERROR 3 attempts 6 updates",
            "INFERRED SUCCEEDED 1 attempts 2 updates",
            "INFERRED ERROR 1 attempts 2 updates");
  }

  private static List<String> lives(FaultWorld world) {
    return world.jobs.all().stream()
        .map(
            j ->
                "%s %s %d attempts %d updates"
                    .formatted(j.identity(), j.state(), j.attempts().size(), j.updates()))
        .toList();
  }

  /** The record is what its log folds to. */
  private static void isItsLog(Job job, FaultWorld world) {
    if (job.identity() == Identity.GIVEN) {
      List<Extraction> its =
          world.log.all().stream().filter(e -> job.id().equals(e.jobId())).toList();
      assertThat(JobFold.whole(Subject.given(job.id()), its, job.version())).isEqualTo(job);
    }
  }

  /** The jobs' updates shuffled together, each job's in their order. */
  private static List<String> scenario(Random random, boolean distinct) {
    List<List<String>> jobs = new ArrayList<>();
    jobs.add(
        List.of(
            update("a", "start", "s"),
            update("a", "processing", "the same"),
            update("a", "processing", "the same"),
            update("a", "processing", "the same"),
            update("a", "done", "d")));
    jobs.add(
        List.of(
            update("b", "start", "s"),
            update("b", "start", "s"),
            update("b", "processing", "p"),
            update("b", "done", "d")));
    jobs.add(
        List.of(
            update("c", "start", "s"),
            update("c", "retry", "(#1) e"),
            update("c", "start", "s"),
            update("c", "retry", "(#2) e"),
            update("c", "start", "s"),
            update("c", "error", "e")));
    jobs.add(
        List.of(
            update(null, "start", "s"),
            update(null, "done", "d"),
            update(null, "start", "s"),
            update(null, "error", "e")));
    jobs.add(List.of("not json", "not json"));
    List<List<String>> left = jobs.stream().map(ArrayList::new).collect(Collectors.toList());
    List<String> bodies = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> job = left.get(random.nextInt(left.size()));
      String body = job.remove(0);
      bodies.add(distinct ? body + " ".repeat(bodies.size()) : body);
      if (job.isEmpty()) {
        left.remove(job);
      }
    }
    return bodies;
  }

  private static String update(String job, String type, String message) {
    return ("{\"file_id\":\"f\",\"extractor_id\":\"x\",\"job_id\":%s,"
            + "\"start\":\"2026-11-21T18:52:14-00:00\",\"message_type\":\"StatusMessage.%s\","
            + "\"message\":\"%s\"}")
        .formatted(job == null ? "null" : "\"" + job + "\"", type, message);
  }
}
