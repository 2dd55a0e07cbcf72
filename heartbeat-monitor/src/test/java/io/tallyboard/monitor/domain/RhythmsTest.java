package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.monitor.domain.Rhythms.Noted;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RhythmsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Optional<Instant> ALWAYS = Optional.of(NOON.minusSeconds(1_000));

  private final Rhythms rhythms = new Rhythms();

  @Test
  void interval_between_two_beats_is_learned() {
    assertThat(note(0, ALWAYS).interval()).isEmpty();
    assertThat(note(10_000, ALWAYS).interval()).hasValue(10_000);
    assertThat(note(20_003, ALWAYS).interval()).hasValue(10_003);
  }

  @Test
  void interval_that_was_not_wholly_watched_is_not_learned() {
    note(0, ALWAYS);

    assertThat(note(10_000, Optional.of(NOON.plusMillis(1))).interval()).isEmpty();
    assertThat(note(20_000, Optional.of(NOON.plusMillis(10_000))).interval()).hasValue(10_000);
    assertThat(note(30_000, Optional.empty()).interval()).isEmpty();
  }

  @Test
  void beat_that_came_twice_is_one() {
    note(0, ALWAYS);

    assertThat(note(499, ALWAYS)).isEqualTo(new Noted(true, NOON, java.util.OptionalLong.empty()));
    assertThat(note(10_000, ALWAYS).interval()).hasValue(10_000);
  }

  @Test
  void silence_is_no_period() {
    note(0, ALWAYS);
    note(10_000, ALWAYS);

    assertThat(note(310_000, ALWAYS).interval()).isEmpty();
    assertThat(note(320_000, ALWAYS).interval()).hasValue(10_000);
    assertThat(note(349_000, ALWAYS).interval())
        .as("one beat missed may be a slow one")
        .hasValue(29_000);
  }

  @Test
  void clock_that_goes_back_teaches_nothing() {
    note(60_000, ALWAYS);

    assertThat(note(0, ALWAYS))
        .isEqualTo(new Noted(false, NOON.plusMillis(60_000), java.util.OptionalLong.empty()));
    assertThat(note(10_000, ALWAYS).interval()).hasValue(10_000);
  }

  @Test
  void what_is_forgotten_begins_anew() {
    note(0, ALWAYS);
    rhythms.forgetBefore(NOON.plusMillis(1));

    assertThat(note(10_000, ALWAYS).first()).isEqualTo(NOON.plusMillis(10_000));
  }

  private Noted note(long millis, Optional<Instant> watchedSince) {
    return rhythms.note(new InstanceId("i"), NOON.plusMillis(millis), watchedSince);
  }
}
