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
  @CsvSource({"1800, 1830, 1800, 1860, 1815", "12, 12, 13, 12, 12", "10, 13, 11, 12, 14"})
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

    Loop loop = Loops.of(looping(), KeyUse.none(), List.of(alive), LIMIT, now).orElseThrow();

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
    assertThat(loop(5).orElseThrow().evidence())
        .isEqualTo(
            "Its extractor has asked for its data 5 times, and each time it was gone before it said a"
                + " word.");
  }

  @Test
  void theLatestRunIsNotCountedWhileItMayYetSpeak() {
    now = T0.plusSeconds(60);
    KeyUse five = use(5, now.minusSeconds(2));
    KeyUse six = use(6, now.minusSeconds(2));

    assertThat(Loops.of(looping(), five, cameOneByOne(), LIMIT, now)).isEmpty();
    assertThat(Loops.of(looping(), five, cameOneByOne(), LIMIT, now.plusSeconds(2))).isPresent();
    assertThat(Loops.of(looping(), six, cameOneByOne(), LIMIT, now)).isPresent();
  }

  @Test
  void oneThatLivesMayAskForTheSameAsOftenAsItLikes() {
    ExtractorInstance one = instance(T0.minusSeconds(60), T0.plusSeconds(100));

    assertThat(Loops.of(looping(), use(50, T0), List.of(one), LIMIT, T0.plusSeconds(90))).isEmpty();
  }

  @Test
  void runsThatSaidThatTheyBeganAndRunsThatDidNotCountTogether() {
    silentRuns(1, 1, 1);
    assertThat(loop(4)).isEmpty();

    Loop loop = loop(5).orElseThrow();
    assertThat(loop.kind()).isEqualTo(Loop.Kind.CRASH);
    assertThat(loop.evidence())
        .isEqualTo(
            "5 runs have ended without a word, 2 of them before they said that they began: it brings"
                + " down whatever takes it up.");
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

    assertThat(Loops.of(told, use(9, T0), cameOneByOne(), LIMIT, later())).isEmpty();
    assertThat(Loops.of(told, use(10, T0), cameOneByOne(), LIMIT, later())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"0, 4, false", "0, 5, true", "4, 4, false", "4, 5, true", "5, 5, true", "5, 0, true"})
  void onlyWhatMayBeALoopIsLookedAtMoreClosely(int begun, int fetched, boolean closely) {
    for (int i = 0; i < begun; i++) {
      silentRuns(1);
    }
    assertThat(Loops.isSuspect(looping(), use(fetched, T0), LIMIT, later())).isEqualTo(closely);
  }

  /** Long after the last use of the key. */
  private Optional<Loop> loop(long fetched) {
    return Loops.of(looping(), use(fetched, T0), cameOneByOne(), LIMIT, later());
  }

  private static Instant later() {
    return T0.plusSeconds(3_600);
  }

  private static KeyUse use(long openings, Instant last) {
    return new KeyUse(openings, openings, 0, T0, last);
  }

  /** A process after each that died. */
  private static List<ExtractorInstance> cameOneByOne() {
    return IntStream.range(1, 20)
        .mapToObj(i -> instance(T0.plusSeconds(i), T0.plusSeconds(i)))
        .toList();
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
