package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any history, however it is cut into batches, repeated, or spread over queues. */
class JobFoldPropertyTest {

  record Said(Event event, int pauseMillis, int clockErrorSeconds, boolean otherQueue) {}

  @Property(tries = 2_000)
  void anyBatchingAndAnyRepetitionFoldsToTheSameRecord(
      @ForAll("histories") List<Said> said, @ForAll Random random) {
    List<Extraction> log = log(said);
    Job whole = JobFold.fold(null, Subject.given("j"), log);

    Job folded = null;
    int at = 0;
    while (at < log.size()) {
      int end = at + 1 + random.nextInt(log.size() - at);
      // What was taken before may come again, from any place on.
      int from = random.nextInt(at + 1);
      folded = JobFold.fold(folded, Subject.given("j"), log.subList(from, end));
      at = end;
    }

    assertThat(folded).usingRecursiveComparison().ignoringFields("version").isEqualTo(whole);
  }

  @Property(tries = 2_000)
  void queuesMayBeFoldedInAnyOrderAmongEachOther(@ForAll("histories") List<Said> said) {
    List<Extraction> log = log(said);
    Job whole = JobFold.fold(null, Subject.given("j"), log);

    List<Extraction> queueByQueue = new ArrayList<>();
    log.stream().filter(e -> !e.queue().equals(Log.QUEUE)).forEach(queueByQueue::add);
    log.stream().filter(e -> e.queue().equals(Log.QUEUE)).forEach(queueByQueue::add);
    Job folded = JobFold.fold(null, Subject.given("j"), queueByQueue);

    assertThat(folded).usingRecursiveComparison().isEqualTo(whole);
  }

  @Property(tries = 2_000)
  void attemptsAreNumberedFollowOneAnotherAndNoTimeIsNegative(
      @ForAll("histories") List<Said> said) {
    Job job = JobFold.fold(null, Subject.given("j"), log(said));

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
    assertThat(job.waiting() == null || job.waiting().millis() >= 0).isTrue();
    assertThat(job.state().running())
        .isEqualTo(before != null && before.state() == AttemptState.RUNNING);
  }

  @Provide
  Arbitrary<List<Said>> histories() {
    return Combinators.combine(
            Arbitraries.of(Event.values()),
            Arbitraries.integers().between(0, 3_000),
            Arbitraries.integers().between(-4_000, 4_000),
            Arbitraries.of(false, false, false, true))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static List<Extraction> log(List<Said> said) {
    Log log = new Log("j");
    Duration passed = Duration.ZERO;
    long[] seq = new long[2];
    for (Said s : said) {
      passed = passed.plusMillis(s.pauseMillis);
      var now = Log.T0.plus(passed);
      int which = s.otherQueue ? 1 : 0;
      log.add(
          which == 0 ? Log.QUEUE : "clowder.abc",
          seq[which]++,
          s.event,
          now.plusSeconds(s.clockErrorSeconds),
          now);
    }
    return log.entries;
  }
}
