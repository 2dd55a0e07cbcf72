package io.tallyboard.tracker.domain;

import static io.tallyboard.contract.store.Event.ERROR;
import static io.tallyboard.contract.store.Event.PROGRESS;
import static io.tallyboard.contract.store.Event.RETRIED;
import static io.tallyboard.contract.store.Event.SKIPPED;
import static io.tallyboard.contract.store.Event.STARTED;
import static io.tallyboard.contract.store.Event.SUBMITTED;
import static io.tallyboard.contract.store.Event.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.tracker.domain.LaneCutter.Assigned;
import io.tallyboard.tracker.domain.LaneCutter.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LaneCutterTest {
  private static final String LANE = Log.LANE;

  @Test
  void eachRunIsAJobOfItsOwn() {
    assertThat(runs(STARTED, PROGRESS, SUCCEEDED, STARTED, ERROR)).isEqualTo("AAABB");
    assertThat(runs(SUBMITTED, STARTED, PROGRESS, SUCCEEDED, SUBMITTED)).isEqualTo("AAAAB");
  }

  @Test
  void aRetryBelongsToTheRunThatItRepeats() {
    assertThat(runs(STARTED, RETRIED, STARTED, RETRIED, STARTED, ERROR)).isEqualTo("AAAAAA");
  }

  @Test
  void doneAfterSkipBelongsToTheRunThatSkipped() {
    assertThat(runs(STARTED, SKIPPED, SUCCEEDED, STARTED, SUCCEEDED)).isEqualTo("AAABB");
  }

  @Test
  void aRunWhoseStartWasNeverHeardIsARun() {
    assertThat(runs(PROGRESS, PROGRESS, SUCCEEDED)).isEqualTo("AAA");
    assertThat(runs(ERROR, STARTED)).isEqualTo("AB");
  }

  @Test
  void overlappingRunsEndNewestFirstAndSayThatTheyAreAmbiguous() {
    Cut cut = cut(log(STARTED, STARTED, PROGRESS, SUCCEEDED, SUCCEEDED));

    assertThat(letters(cut.assigned())).isEqualTo("ABBBA");
    assertThat(cut.assigned())
        .extracting(Assigned::ambiguous)
        .containsExactly(false, true, true, true, true);
    assertThat(cut.lane().open()).isEmpty();
  }

  @Test
  void waitingRunsStartInTheOrderInWhichTheyWereSubmitted() {
    assertThat(runs(SUBMITTED, SUBMITTED, STARTED, SUCCEEDED, STARTED, SUCCEEDED))
        .isEqualTo("ABAABB");
  }

  @Property(tries = 10_000)
  void anyBatchingAndRepetitionCutsTheSameRuns(
      @ForAll @Size(min = 1, max = 25) List<Event> events, @ForAll java.util.Random random) {
    List<Extraction> log = log(events.toArray(Event[]::new));
    List<Assigned> whole = cut(log).assigned();

    List<Assigned> pieces = new ArrayList<>();
    Cut cut = new Cut(null, List.of());
    int at = 0;
    while (at < log.size()) {
      int end = at + 1 + random.nextInt(log.size() - at);
      int from = random.nextInt(at + 1);
      cut = LaneCutter.cut(cut.lane(), LANE, log.subList(from, end)).orElseThrow();
      pieces.addAll(cut.assigned());
      at = end;
    }

    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void runsWhoseSendersClockWentBackAreNotTakenForOneAnother() {
    Log log = new Log("");
    for (int second : new int[] {10, 20, 10, 20}) {
      log.add(STARTED, Log.T0.plusSeconds(second), Log.T0.plusSeconds(log.entries.size()));
      log.add(SUCCEEDED, Log.T0.plusSeconds(second), Log.T0.plusSeconds(log.entries.size()));
    }

    assertThat(letters(cut(log.entries).assigned())).isEqualTo("AABBCCDD");
  }

  private static Cut cut(List<Extraction> log) {
    return LaneCutter.cut(null, LANE, log).orElseThrow();
  }

  private static String runs(Event... events) {
    return letters(cut(log(events)).assigned());
  }

  /** A letter for each run, in the order in which they opened. */
  private static String letters(List<Assigned> assigned) {
    List<String> jobs = assigned.stream().map(Assigned::job).distinct().toList();
    return assigned.stream()
        .map(a -> String.valueOf((char) ('A' + jobs.indexOf(a.job()))))
        .collect(Collectors.joining());
  }

  private static List<Extraction> log(Event... events) {
    return new Log("").say(events).entries;
  }
}
