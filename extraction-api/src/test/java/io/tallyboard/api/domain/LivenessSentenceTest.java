package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessSentenceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
  private static final Caller CALLER = new Caller(new UserRef("a", "A"), Role.ADMIN, "k");

  private static ExtractorInstance silent(long seconds) {
    return new ExtractorInstance(
        "i" + seconds,
        "x",
        "x",
        "1",
        null,
        NOW.minusSeconds(9_999),
        NOW.minusSeconds(seconds),
        9,
        List.of(10_000L),
        null);
  }

  private static String sentence(Optional<QueueState> queue, ExtractorInstance... instances) {
    return sentence(queue, NOW, instances);
  }

  private static String sentence(
      Optional<QueueState> queue, Instant watchedUntil, ExtractorInstance... instances) {
    Watched watched = Watched.of(NOW.minusSeconds(9_999), watchedUntil);
    ExtractorInfo info =
        new ExtractorInfo(
            "x", "x", "1", null, null, null, null, List.of(), null, null, 1, List.of(), NOW, NOW,
            1);
    ExtractorCard card = ExtractorCard.of(List.of(info), watched, List.of(instances), NOW).get(0);
    return LivenessSentence.of(card, queue, NOW);
  }

  @Test
  void beatsAreSaidAsTheyWereHeard() {
    Optional<QueueState> untold = Optional.empty();
    assertThat(sentence(untold)).isEqualTo("No heartbeat within the last day.");
    assertThat(sentence(untold, silent(2), silent(500)))
        .isEqualTo("1 process, with a heartbeat every 10 s.");
    assertThat(sentence(untold, silent(2), silent(3)))
        .isEqualTo("2 processes, with a heartbeat every 10 s.");
    assertThat(sentence(untold, silent(17), silent(500)))
        .isEqualTo("A heartbeat is late: none for 17 s, where one comes every 10 s.");
    assertThat(sentence(untold, silent(65)))
        .isEqualTo("No heartbeat for 1 min 5 s, where one came every 10 s.");
    assertThat(sentence(untold, NOW.minusSeconds(60), silent(62)))
        .isEqualTo("Nobody is listening for heartbeats now, so that nothing can be said of them.");
  }

  @Test
  void theBrokersWordIsAddedWhereThereIsOne() {
    assertThat(sentence(Optional.of(QueueState.missing(NOW))))
        .endsWith("day, and its queue does not exist on the broker.");
    assertThat(sentence(Optional.of(new QueueState(true, 5, 0, NOW)), silent(1)))
        .endsWith("10 s, and nobody takes jobs from its queue.");
    assertThat(sentence(Optional.of(new QueueState(true, 0, 3, NOW)), silent(1)))
        .endsWith("10 s, and 3 consumers take jobs from its queue.");
  }
}
