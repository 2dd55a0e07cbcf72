package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Window WINDOW = new Window(32);

  private static List<InFlight> sent(int count, Duration ago) {
    List<InFlight> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new InFlight(ago + "-" + i, "ann", NOW.minus(ago)));
    }
    return all;
  }

  private static Optional<QueueState> ready(long messages) {
    return Optional.of(new QueueState(true, messages, 1, NOW));
  }

  @Property
  void neverMoreAreSentThanTheWindowHolds(
      @ForAll @IntRange(min = 0, max = 100) int old,
      @ForAll @IntRange(min = 0, max = 100) int young,
      @ForAll @IntRange(min = 0, max = 10_000) int depth) {
    List<InFlight> all = new ArrayList<>(sent(old, Duration.ofMinutes(5)));
    all.addAll(sent(young, Duration.ofSeconds(1)));
    List<InFlight> believed = Window.believed(all, ready(depth), NOW);
    assertThat(believed.size() + WINDOW.room(believed))
        .isLessThanOrEqualTo(Math.max(32, young + Math.min(old, depth)));
    assertThat(believed).hasSize(young + Math.min(old, depth));
    assertThat(WINDOW.room(believed)).isBetween(0, 32);
  }

  @Test
  void whatTheBrokerHasNoMessagesForDoesNotBlockForEver() {
    List<InFlight> purged = sent(32, Duration.ofMinutes(5));
    assertThat(WINDOW.room(Window.believed(purged, ready(0), NOW))).isEqualTo(32);
    assertThat(WINDOW.room(Window.believed(purged, Optional.empty(), NOW))).isZero();
  }

  @Test
  void whatWasSentJustNowIsBelievedWhateverTheBrokerSaid() {
    assertThat(WINDOW.room(Window.believed(sent(32, Duration.ofSeconds(2)), ready(0), NOW)))
        .isZero();
  }

  @Test
  void othersMessagesInTheSameQueueDoNotTakeOurPlaces() {
    assertThat(WINDOW.room(Window.believed(sent(4, Duration.ofMinutes(5)), ready(10_000), NOW)))
        .isEqualTo(28);
  }
}
