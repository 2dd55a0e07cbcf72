package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopsTest {
  private static final int LIMIT = 5;

  private final List<Attempt> attempts = new ArrayList<>();
  private Instant now = T0;

  @Test
  void fiveRunsWithoutAWordAreALoopAndFourAreNot() {
    silentRuns(1, 1, 2, 1);
    assertThat(loop(0)).isEmpty();
    silentRuns(1);

    assertThat(loop(0)).map(Loop::kind).contains(Loop.Kind.CRASH);
    assertThat(loop(0).orElseThrow().evidence())
        .isEqualTo(
            "5 runs have begun and ended without a word: it brings down whatever takes it up.");
  }

  @Test
  void runsBeforeAReplayDoNotCountAgain() {
    silentRuns(1, 1, 1, 1, 1);
    add(Cause.REPLAYED, AttemptState.INTERRUPTED, 1, null);
    silentRuns(1, 1, 1);
    assertThat(loop(0)).isEmpty();
    silentRuns(1);

    assertThat(loop(0)).isPresent();
  }

  @Test
  void retriesThatAreCountedEndByThemselves() {
    for (int i = 1; i <= 11; i++) {
      add(Cause.RETRY, AttemptState.RETRIED, 1, "(#" + i + ") no such file");
    }
    assertThat(loop(11)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys.exit: 3", "keyboard interrupt", "generator exit"})
  void retriesThatAreNotCountedWouldGoOnForEver(String message) {
    for (int i = 0; i < 5; i++) {
      add(Cause.RETRY, AttemptState.RETRIED, 1, message);
    }
    assertThat(loop(5)).map(Loop::kind).contains(Loop.Kind.ENDLESS_RETRY);
    assertThat(loop(5).orElseThrow().evidence()).contains("5 times").contains(message);
  }

  @Test
  void moreRetriesThanAnyExtractorCountsAreALoopWhateverTheySay() {
    for (int i = 0; i < 13; i++) {
      add(Cause.RETRY, AttemptState.RETRIED, 1, "again");
    }
    assertThat(loop(13)).map(Loop::kind).contains(Loop.Kind.ENDLESS_RETRY);
  }

  @ParameterizedTest
  @CsvSource({"1800, 1830, 1800, 1860, 1815", "12, 12, 13, 12, 12"})
  void runsThatAreCutOffAfterTheSameTimeAreTooLongForTheBroker(
      long a, long b, long c, long d, long e) {
    silentRuns(a, b, c, d, e);

    Loop loop = loop(0).orElseThrow();
    assertThat(loop.kind()).isEqualTo(Loop.Kind.TOO_LONG);
    assertThat(loop.evidence())
        .contains("Raise consumer_timeout, or split the job")
        .contains("its own log tells");
  }

  @Test
  void whenTheProcessLivesOnItIsTheBrokerThatTakesTheJobAway() {
    silentRuns(12, 12, 12, 12, 12);
    ExtractorInstance alive = instance(T0.minusSeconds(60), now.plusSeconds(5));

    Loop loop = Loops.of(looping(), 0, List.of(alive), LIMIT).orElseThrow();

    assertThat(loop.evidence()).contains("and the process lived on: the broker takes the job away");
  }

  @Test
  void runsOfDifferentLengthsAreCrashes() {
    silentRuns(12, 40, 7, 90, 12);
    assertThat(loop(0)).map(Loop::kind).contains(Loop.Kind.CRASH);
  }

  @Test
  void usesOfItsKeyWithoutAWordTellOfRunsThatDiedBeforeTheySaidAnything() {
    assertThat(loop(4)).isEmpty();
    assertThat(loop(5)).map(Loop::kind).contains(Loop.Kind.SILENT_CRASH);
    assertThat(loop(5).orElseThrow().evidence()).contains("5 times");
  }

  @Test
  void whatWasToldOfIsNotToldAgain() {
    String id = Loops.controlId(looping(), 5);
    Job told =
        job("j")
            .state(JobState.SUBMITTED)
            .attempted(List.of())
            .remembering(
                new FoldMemory(
                    null, null, null, null, null, 0, List.of(), List.of(), List.of(id), List.of()))
            .build();

    assertThat(Loops.of(told, 9, List.of(), LIMIT)).isEmpty();
    assertThat(Loops.of(told, 10, List.of(), LIMIT)).isPresent();
  }

  private Optional<Loop> loop(long fetched) {
    return Loops.of(looping(), fetched, List.of(), LIMIT);
  }

  private Job looping() {
    return job("j").state(JobState.STARTED).attempted(attempts).build();
  }

  private void silentRuns(long... seconds) {
    for (long length : seconds) {
      add(Cause.REDELIVERED, AttemptState.INTERRUPTED, length, null);
    }
  }

  private void add(Cause cause, AttemptState state, long seconds, String message) {
    Instant end = now.plusSeconds(seconds);
    attempts.add(
        new Attempt(attempts.size() + 1, cause, state, now, null, end, null, null, message));
    now = end;
  }

  private static ExtractorInstance instance(Instant first, Instant last) {
    return new ExtractorInstance(
        "i",
        "ncsa.wordcount",
        "ncsa.wordcount",
        null,
        null,
        first,
        last,
        10,
        IntStream.range(0, 5).mapToObj(i -> Duration.ofSeconds(10).toMillis()).toList(),
        null);
  }
}
