package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any history, however it is cut into batches, repeated, or spread over queues. */
class JobFoldPropertyTest {
  private static final Subject J = Subject.given("j");

  record Said(Event event, int pauseMillis, int clockErrorSeconds, int queue, boolean unread) {}

  @Property(tries = 10_000)
  void anyBatchingRepetitionAndSplitOverReplicasFoldsToTheSameRecord(
      @ForAll("histories") List<Said> said, @ForAll Random random) {
    List<Extraction> log = log(said);
    Job whole = JobFold.whole(J, log, 1);

    assertThat(new Replicas(log, random).fold().withVersion(1)).isEqualTo(whole);
  }

  @Property(tries = 10_000)
  void anyOrderOfTheSameExtractionsIsTheSameJob(
      @ForAll("histories") List<Said> said, @ForAll Random random) {
    List<Extraction> log = log(said);
    List<Extraction> shuffled = new ArrayList<>(log);
    Collections.shuffle(shuffled, random);

    assertThat(JobFold.whole(J, shuffled, 1)).isEqualTo(JobFold.whole(J, log, 1));
  }

  @Property(tries = 10_000)
  void attemptsNeverOverlapAreNumberedAndNoTimeIsNegative(@ForAll("histories") List<Said> said) {
    Job job = JobFold.whole(J, log(said), 1);

    Attempt before = null;
    for (Attempt attempt : job.attempts()) {
      assertThat(attempt.number()).isEqualTo(before == null ? 1 : before.number() + 1);
      if (before != null) {
        assertThat(before.state()).isNotEqualTo(AttemptState.RUNNING);
        if (before.endedAt() != null && attempt.startedAt() != null) {
          assertThat(attempt.startedAt()).isAfterOrEqualTo(before.endedAt());
        }
      }
      if (attempt.endedAt() != null && attempt.startedAt() != null) {
        assertThat(attempt.endedAt()).isAfterOrEqualTo(attempt.startedAt());
      }
      before = attempt;
    }
    assertThat(job.attemptCount()).isEqualTo(job.attempts().size());
    assertThat(job.waiting() == null || job.waiting().millis() >= 0).isTrue();
    assertThat(job.state().running())
        .isEqualTo(before != null && before.state() == AttemptState.RUNNING);
    assertThat(job.finishedAt() != null).isEqualTo(job.state().finished());
    assertThat(
            job.trouble() == null
                || job.state().running()
                || (job.trouble().kind() == Event.LOOPING && !job.state().finished()))
        .isTrue();
  }

  /** A log line tells that a run is alive: the first after each mark says all there is to say. */
  @Property(tries = 10_000)
  void stateAttemptsAndTimesAreFunctionsOfTheMarksAlone(@ForAll("histories") List<Said> said) {
    List<Extraction> log = log(said).stream().sorted(JobFold.ORDER).toList();
    List<Extraction> marks = new ArrayList<>();
    for (Extraction e : log) {
      boolean first = marks.isEmpty() || marks.get(marks.size() - 1).event().isMark();
      if (e.event().isMark() || (e.event() == Event.PROGRESS && first)) {
        marks.add(e);
      }
    }
    if (marks.isEmpty()) {
      return;
    }
    Job whole = JobFold.whole(J, log, 1);
    Job ofMarks = JobFold.whole(J, marks, 1);

    for (Function<Job, Object> part :
        List.<Function<Job, Object>>of(
            Job::state,
            Job::attempts,
            Job::submittedAt,
            Job::startedAt,
            j -> Optional.ofNullable(j.finishedAt()),
            j -> Optional.ofNullable(j.waiting()),
            j -> Optional.ofNullable(j.running()),
            j -> Optional.ofNullable(j.trouble()))) {
      assertThat(part.apply(ofMarks)).isEqualTo(part.apply(whole));
    }
  }

  /** Several replicas, each with its queues, folding whatever they like whenever they like. */
  private static final class Replicas {
    private final List<Extraction> log;
    private final Map<String, List<Extraction>> queues;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Random random;

    Replicas(List<Extraction> log, Random random) {
      this.log = log;
      this.random = random;
      this.queues = log.stream().collect(Collectors.groupingBy(Extraction::queue));
    }

    Job fold() {
      Job job = null;
      List<String> names = new ArrayList<>(queues.keySet());
      Collections.sort(names);
      while (!names.isEmpty()) {
        String queue = names.get(random.nextInt(names.size()));
        List<Extraction> its = queues.get(queue);
        int at = taken.getOrDefault(queue, 0);
        int end = Math.min(its.size(), at + 1 + random.nextInt(4));
        // What was taken before may come again, from any place on.
        List<Extraction> batch = its.subList(random.nextInt(at + 1), end);
        Job before = job;
        job = JobFold.fold(before, J, batch).orElseGet(() -> refold(before, batch));
        taken.put(queue, Math.max(at, end));
        if (taken.get(queue) == its.size()) {
          names.remove(queue);
        }
      }
      return job;
    }

    /** As {@code Folding} does: whole, as far as is known to be stored. */
    private Job refold(Job before, List<Extraction> batch) {
      Map<String, Long> reach = new HashMap<>(JobFold.through(before));
      batch.forEach(e -> reach.merge(e.queue(), e.seq(), Math::max));
      return JobFold.whole(
          J,
          log.stream().filter(e -> e.seq() <= reach.getOrDefault(e.queue(), -1L)).toList(),
          before.version() + 1);
    }
  }

  @Provide
  Arbitrary<List<Said>> histories() {
    return Combinators.combine(
            Arbitraries.of(Event.values()).filter(e -> e != Event.DROPPED),
            Arbitraries.of(0, 0, 1, 300, 1_000, 3_000),
            Arbitraries.of(0, 0, 0, 1, -20 * 60, 3_600, -4_000),
            Arbitraries.of(0, 0, 0, 1, 2),
            Arbitraries.of(false, false, false, true))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static List<Extraction> log(List<Said> said) {
    Log log = new Log("j");
    Instant now = Log.T0;
    Instant lastLive = Log.T0;
    long[] seq = new long[3];
    for (Said s : said) {
      now = now.plus(Duration.ofMillis(s.pauseMillis));
      lastLive = s.unread ? lastLive : now;
      log.unreadSince(s.unread ? lastLive : null);
      log.add(
          "queue-" + s.queue, seq[s.queue]++, s.event, now.plusSeconds(s.clockErrorSeconds), now);
    }
    return log.entries;
  }
}
