package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.support.Jobs;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory.Opening;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptNumbersTest {

  private static Extraction update(long seq, long millis, Event event) {
    return Jobs.update("j", ResourceRef.file("f"), "e", seq, millis, event, "text " + seq);
  }

  private static List<Integer> numbers(Jobs job, List<Extraction> log) {
    AttemptNumbers numbers = AttemptNumbers.of(job.build());
    return log.stream().map(e -> numbers.of(e).orElse(0)).toList();
  }

  @Test
  void placesTellRunsApartThatWereReceivedInOneMillisecond() {
    List<Extraction> log =
        List.of(
            update(0, 0, Event.SUBMITTED),
            update(1, 0, Event.STARTED),
            update(2, 0, Event.PROGRESS),
            update(3, 0, Event.RETRIED),
            update(4, 0, Event.STARTED),
            update(5, 0, Event.SUCCEEDED));
    assertThat(numbers(job("j").run(0, 1L).run(1, 2L).remembering(log), log))
        .containsExactly(0, 1, 1, 1, 2, 2);
  }

  @Test
  void theFoldIsTheJudgeOfWhatOpensARun() {
    // A start after a cancellation opened none; an error without a start did.
    List<Extraction> log =
        List.of(
            update(0, 0, Event.STARTED),
            update(1, 1, Event.CANCELLED),
            update(2, 2, Event.STARTED),
            update(3, 3, Event.REPLAYED),
            update(4, 4, Event.ERROR));
    List<Opening> openings =
        List.of(new Opening(1, log.get(0).place()), new Opening(2, log.get(4).place()));
    assertThat(numbers(job("j").run(0, 1L).run(1, 2L).remembering(log, openings), log))
        .containsExactly(1, 1, 1, 1, 2);
  }

  @Test
  void numbersStayRightWhereRunsInTheMiddleAreLeftOut() {
    // Attempts 1, 2 and 9, 10 are kept; a second each, started on the second, ended in its middle.
    List<Extraction> log = new ArrayList<>();
    List<Opening> openings = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      Extraction start = update(3L * n, n * 1_000L, Event.STARTED);
      log.add(start);
      log.add(update(3L * n + 1, n * 1_000L + 200, Event.PROGRESS));
      log.add(update(3L * n + 2, n * 1_000L + 500, Event.RETRIED));
      if (n < 3 || n > 8) {
        openings.add(new Opening(n, start.place()));
      }
    }
    Jobs job = job("j").remembering(log, openings).attempts(10);
    for (int n : new int[] {1, 2, 9, 10}) {
      job.attempt(n, T0.plusSeconds(n), T0.plusMillis(n * 1_000L + 500));
    }
    assertThat(numbers(job, log))
        .containsExactly(
            1, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 10, 10,
            10);
  }
}
