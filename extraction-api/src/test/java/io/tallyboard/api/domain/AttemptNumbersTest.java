package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.support.Jobs;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptNumbersTest {

  /** All received in the same millisecond, so that only their places tell them apart. */
  private static List<Integer> numbers(int attempts, Event... events) {
    List<Extraction> log = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      log.add(Jobs.update("j", ResourceRef.file("f"), "e", i, 0, events[i], "text " + i));
    }
    Jobs job = job("j").remembering(log);
    for (int i = 0; i < attempts; i++) {
      job.run(i, i + 1L);
    }
    AttemptNumbers numbers = AttemptNumbers.of(job.build());
    return log.stream().map(e -> numbers.of(e).orElse(0)).toList();
  }

  @Test
  void aRetryIsTheEndOfItsAttemptAndTheNextStartABeginning() {
    assertThat(
            numbers(
                2,
                Event.SUBMITTED,
                Event.STARTED,
                Event.PROGRESS,
                Event.RETRIED,
                Event.STARTED,
                Event.SUCCEEDED))
        .containsExactly(0, 1, 1, 1, 2, 2);
  }

  @Test
  void doneAfterSkipIsTheSameAttempt() {
    assertThat(numbers(1, Event.STARTED, Event.SKIPPED, Event.SUCCEEDED)).containsExactly(1, 1, 1);
  }

  @Test
  void aStartAfterAStartIsTheNextAttempt() {
    assertThat(numbers(2, Event.STARTED, Event.STARTED, Event.SUCCEEDED)).containsExactly(1, 2, 2);
  }

  @Test
  void anErrorWithoutAStartIsAnAttempt() {
    assertThat(numbers(1, Event.SUBMITTED, Event.ERROR)).containsExactly(0, 1);
    assertThat(numbers(2, Event.STARTED, Event.RETRIED, Event.ERROR)).containsExactly(1, 1, 2);
  }

  @Test
  void noNumberIsGivenThatTheRecordDoesNotHave() {
    assertThat(numbers(1, Event.STARTED, Event.CANCELLED, Event.STARTED)).containsExactly(1, 1, 1);
  }
}
