package io.tallyboard.tracker.domain;

import static io.tallyboard.contract.store.Event.CANCELLED;
import static io.tallyboard.contract.store.Event.ERROR;
import static io.tallyboard.contract.store.Event.LOST;
import static io.tallyboard.contract.store.Event.PROGRESS;
import static io.tallyboard.contract.store.Event.REPLAYED;
import static io.tallyboard.contract.store.Event.RETRIED;
import static io.tallyboard.contract.store.Event.SKIPPED;
import static io.tallyboard.contract.store.Event.STARTED;
import static io.tallyboard.contract.store.Event.SUBMITTED;
import static io.tallyboard.contract.store.Event.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobFoldTest {

  /** What was said, the state that follows, and the attempts as {@code CAUSE:STATE}. */
  static Stream<Arguments> histories() {
    return Stream.of(
        history(events(SUBMITTED), JobState.SUBMITTED, ""),
        history(events(SUBMITTED, STARTED), JobState.STARTED, "FIRST:RUNNING"),
        history(events(SUBMITTED, STARTED, PROGRESS), JobState.PROCESSING, "FIRST:RUNNING"),
        history(events(STARTED, PROGRESS, SUCCEEDED), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(events(STARTED, SKIPPED, SUCCEEDED), JobState.SKIPPED, "FIRST:SKIPPED"),
        history(events(STARTED, RETRIED), JobState.RESUBMITTED, "FIRST:RETRIED"),
        history(
            events(STARTED, RETRIED, STARTED, RETRIED, STARTED, ERROR),
            JobState.ERROR,
            "FIRST:RETRIED RETRY:RETRIED RETRY:ERROR"),
        history(events(ERROR), JobState.ERROR, "FIRST:ERROR"),
        history(
            events(RETRIED, RETRIED, ERROR),
            JobState.ERROR,
            "FIRST:RETRIED RETRY:RETRIED RETRY:ERROR"),
        // Killed in the middle: the broker hands the job to the next process.
        history(
            events(STARTED, PROGRESS, STARTED, SUCCEEDED),
            JobState.SUCCEEDED,
            "FIRST:INTERRUPTED REDELIVERED:SUCCEEDED"),
        history(
            events(STARTED, SUCCEEDED, STARTED, ERROR),
            JobState.ERROR,
            "FIRST:SUCCEEDED REDELIVERED:ERROR"),
        history(events(STARTED, ERROR, REPLAYED), JobState.RESUBMITTED, "FIRST:ERROR"),
        history(
            events(STARTED, ERROR, REPLAYED, STARTED, SUCCEEDED),
            JobState.SUCCEEDED,
            "FIRST:ERROR REPLAYED:SUCCEEDED"),
        history(events(STARTED, LOST), JobState.LOST, "FIRST:LOST"),
        history(events(STARTED, LOST, PROGRESS), JobState.PROCESSING, "FIRST:RUNNING"),
        history(events(STARTED, LOST, SUCCEEDED), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(
            events(STARTED, LOST, STARTED, SUCCEEDED),
            JobState.SUCCEEDED,
            "FIRST:LOST REDELIVERED:SUCCEEDED"),
        history(events(SUBMITTED, CANCELLED), JobState.CANCELLED, ""),
        history(events(STARTED, CANCELLED, STARTED), JobState.CANCELLED, "FIRST:CANCELLED"),
        history(events(STARTED, CANCELLED, SUCCEEDED), JobState.CANCELLED, "FIRST:CANCELLED"),
        history(events(STARTED, SUCCEEDED, CANCELLED), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(events(STARTED, SUCCEEDED, PROGRESS), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(events(STARTED, SUCCEEDED, ERROR), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(events(STARTED, SUCCEEDED, RETRIED), JobState.SUCCEEDED, "FIRST:SUCCEEDED"),
        history(events(PROGRESS), JobState.PROCESSING, "FIRST:RUNNING"),
        history(events(PROGRESS, SUCCEEDED), JobState.SUCCEEDED, "FIRST:SUCCEEDED"));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aHistoryFoldsToItsStateAndAttempts(List<Event> said, JobState state, String attempts) {
    Job job = new Log("j1").say(said.toArray(Event[]::new)).fold();

    assertThat(job.state()).isEqualTo(state);
    assertThat(
            job.attempts().stream()
                .map(a -> a.cause() + ":" + a.state())
                .collect(Collectors.joining(" ")))
        .isEqualTo(attempts);
    assertThat(job.attempts())
        .extracting(Attempt::number)
        .containsExactlyElementsOf(
            Stream.iterate(1, n -> n + 1).limit(job.attempts().size()).toList());
    assertThat(job.updates()).isEqualTo(said.size());
    assertThat(job.finishedAt() != null).isEqualTo(state.finished());
  }

  @Test
  void tenRetriesAreElevenAttempts() {
    Log log = new Log("j1").say(SUBMITTED);
    for (int i = 0; i < 10; i++) {
      log.say(STARTED, RETRIED);
    }
    Job job = log.say(STARTED, ERROR).fold();

    assertThat(job.attempts()).hasSize(11);
    assertThat(job.state()).isEqualTo(JobState.ERROR);
    assertThat(job.attempts().get(10).message()).isEqualTo("ERROR 22");
    assertThat(job.lastMessage()).isEqualTo("ERROR 22");
  }

  @Test
  void runningIsTheExtractorsOwnTimeWhateverItsZone() {
    for (int minutes : new int[] {0, -20, 60, -60, 350}) {
      Job job =
          new Log("j1")
              .say(SUBMITTED)
              .clockError(Duration.ofMinutes(minutes))
              .say(STARTED)
              .pause(Duration.ofSeconds(2))
              .say(SUCCEEDED)
              .fold();

      assertThat(job.running()).isEqualTo(new Span(3_000, Precision.MILLISECONDS));
      assertThat(job.waiting()).isEqualTo(new Span(1_000, Precision.MILLISECONDS));
      assertThat(job.startedAt()).isEqualTo(Log.T0.plusSeconds(1));
    }
  }

  @Test
  void whatArrivesTogetherIsNotTakenForARunOfAMillisecond() {
    Job job =
        new Log("j1")
            .add(STARTED, Log.T0, Log.T0.plusMillis(900))
            .add(SUCCEEDED, Log.T0.plusSeconds(1), Log.T0.plusMillis(901))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(1_000, Precision.SECONDS));
  }

  @Test
  void aClockThatGoesBackYieldsToOurs() {
    Job job =
        new Log("j1")
            .add(STARTED, Log.T0, Log.T0)
            .add(SUCCEEDED, Log.T0.minusSeconds(500), Log.T0.plusSeconds(7))
            .fold();

    assertThat(job.running()).isEqualTo(new Span(7_000, Precision.SECONDS));
  }

  private static List<Event> events(Event... events) {
    return List.of(events);
  }

  private static Arguments history(List<Event> said, JobState state, String attempts) {
    return Arguments.of(said, state, attempts);
  }

  @Test
  void whatIsSaidAfterACancelDoesNotCoverItsWords() {
    Job job = new Log("j1").say(SUBMITTED, CANCELLED, STARTED, ERROR).fold();
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.lastMessage()).isEqualTo("CANCELLED 1");
    assertThat(job.attempts()).isEmpty();
  }
}
