package io.tallyboard.tracker.domain;

import static io.tallyboard.contract.store.Event.PROGRESS;
import static io.tallyboard.contract.store.Event.STARTED;
import static io.tallyboard.contract.store.Event.SUBMITTED;
import static io.tallyboard.contract.store.Event.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times from two unsure clocks: right to the precision that they state, or bounds that say so. */
class TimesTest {
  private static final Instant T0 = Log.T0;

  /** What each zone prints when it is 18:52:14 UTC in winter, as seen on the wire. */
  @ParameterizedTest
  @CsvSource({
    "Kolkata, 2026-11-22T00:22:14+05:50, 2026-11-22T00:22:19+05:50",
    "Chicago, 2026-11-21T12:52:14-05:00, 2026-11-21T12:52:19-05:00",
    "London,  2026-11-21T18:52:14+01:00, 2026-11-21T18:52:19+01:00",
    "UTC,     2026-11-21T18:52:14-00:00, 2026-11-21T18:52:19-00:00"
  })
  void aWrongZoneChangesNoTime(String zone, String start, String end) {
    Job job =
        new Log("j")
            .add(SUBMITTED, T0.minusSeconds(3), T0.minusSeconds(3))
            .add(STARTED, ClaimedTime.parse(start).orElseThrow(), T0.plusMillis(120))
            .add(SUCCEEDED, ClaimedTime.parse(end).orElseThrow(), T0.plusMillis(5_300))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(5_180, Precision.MILLISECONDS));
    assertThat(job.waiting()).isEqualTo(new Span(3_120, Precision.MILLISECONDS));
    assertThat(job.startedAt()).isEqualTo(T0.plusMillis(120));
    assertThat(job.finishedAt()).isEqualTo(T0.plusMillis(5_300));
    assertThat(job.attempts().get(0).startedAfter()).isNull();
  }

  @Test
  void afterAnHoursBacklogRunsHaveTheExtractorsTimeAndWaitingABound() {
    Instant read = T0.plusSeconds(3_600);
    Job job =
        new Log("j")
            .add(SUBMITTED, T0, T0)
            .unreadSince(T0.plusSeconds(1))
            .add(STARTED, T0.plusSeconds(5).minusSeconds(1_200), read)
            .add(SUCCEEDED, T0.plusSeconds(65).minusSeconds(1_200), read.plusMillis(2))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(60_000, Precision.SECONDS));
    assertThat(job.waiting()).isEqualTo(new Span(3_600_000, Precision.AT_MOST));
    Attempt attempt = job.attempts().get(0);
    assertThat(attempt.startedAt()).isEqualTo(read);
    assertThat(attempt.startedAfter()).isEqualTo(T0.plusSeconds(1));
    assertThat(attempt.endedAfter()).isEqualTo(T0.plusSeconds(1));
  }

  @Test
  void aSubmissionThatLayUnreadHasItsSendersTimeWhichIsOurOwnServices() {
    Instant read = T0.plusSeconds(3_600);
    Job job =
        new Log("j")
            .unreadSince(T0.minusSeconds(10))
            .add(SUBMITTED, T0, read)
            .unreadSince(null)
            .add(STARTED, T0.plusSeconds(3_601), T0.plusSeconds(3_602))
            .fold();

    assertThat(job.waiting()).isEqualTo(new Span(3_602_000, Precision.MILLISECONDS));
  }

  @Test
  void whereNobodyKnowsHowLongItLayUnreadTheExtractorsTimeIsAllThereIs() {
    Log both = new Log("j").unreadSince(Instant.EPOCH);
    both.add(STARTED, T0, T0.plusSeconds(9_000))
        .add(SUCCEEDED, T0.plusSeconds(7), T0.plusSeconds(9_000));

    assertThat(both.fold().running()).isEqualTo(new Span(7_000, Precision.SECONDS));

    Log backwards = new Log("j").unreadSince(Instant.EPOCH);
    backwards
        .add(STARTED, T0, T0.plusSeconds(9_000))
        .add(SUCCEEDED, T0.minusSeconds(7), T0.plusSeconds(9_000));

    assertThat(backwards.fold().running()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"3600", "-3600", "-500", "86400", "12"})
  void aClockThatJumpsWhileWeReadAlongYieldsToOurs(long jump) {
    Job job =
        new Log("j")
            .add(STARTED, T0, T0)
            .add(PROGRESS, T0.plusSeconds(3), T0.plusSeconds(3))
            .add(SUCCEEDED, T0.plusSeconds(7 + jump), T0.plusSeconds(7))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(7_000, Precision.SECONDS));
  }

  @Test
  void aClockThatJumpsBeyondWhatABacklogCanExplainLeavesABound() {
    Job job =
        new Log("j")
            .add(STARTED, T0, T0)
            .unreadSince(T0.plusSeconds(60))
            .add(SUCCEEDED, T0.plusSeconds(86_400), T0.plusSeconds(3_600))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(3_600_000, Precision.AT_MOST));
  }

  @Test
  void whatIsTooShortForTheTimeItWasCertainlyOnItsWayIsABoundToo() {
    // The end was not there a minute after the start was read: three seconds cannot be right.
    Job job =
        new Log("j")
            .add(STARTED, T0, T0)
            .unreadSince(T0.plusSeconds(60))
            .add(SUCCEEDED, T0.plusSeconds(3), T0.plusSeconds(3_600))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(3_600_000, Precision.AT_MOST));
  }

  @Test
  void whatArrivesTogetherIsNotTakenForARunOfAMillisecond() {
    Job job =
        new Log("j")
            .add(STARTED, T0, T0.plusMillis(900))
            .add(SUCCEEDED, T0.plusSeconds(1), T0.plusMillis(901))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(1_000, Precision.SECONDS));
  }

  /** An extractor with any constant clock error, any run, read at any delay that we know the bounds of. */
  @Property(tries = 10_000)
  void runningIsRightToItsPrecisionOrABound(
      @ForAll @IntRange(max = 200_000) int runMillis,
      @ForAll @IntRange(min = -86_400, max = 86_400) int clockError,
      @ForAll @IntRange(max = 999) int phase,
      @ForAll @IntRange(max = 100_000) int startDelay,
      @ForAll @IntRange(max = 100_000) int endDelay,
      @ForAll @IntRange(max = 50_000) int known,
      @ForAll boolean live) {
    Instant start = T0.plusMillis(phase);
    Instant end = start.plusMillis(runMillis);
    Log log = new Log("j");
    Duration error = Duration.ofSeconds(clockError);
    Instant startRead = live ? start : start.plusMillis(startDelay);
    Instant endRead = live ? end : later(startRead, end.plusMillis(endDelay));
    log.unreadSince(live ? null : start.minusMillis(known));
    log.add(STARTED, start.plus(error), startRead);
    log.add(SUCCEEDED, end.plus(error), endRead);

    Span running = log.fold().running();

    assertThat(running).isNotNull();
    switch (running.precision()) {
      case MILLISECONDS -> assertThat(running.millis()).isEqualTo(runMillis);
      case SECONDS -> assertThat(Math.abs(running.millis() - runMillis)).isLessThanOrEqualTo(1_000);
      case AT_MOST -> assertThat(running.millis()).isGreaterThanOrEqualTo(runMillis);
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
