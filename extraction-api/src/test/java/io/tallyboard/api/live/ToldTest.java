package io.tallyboard.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Told told = new Told(Duration.ofSeconds(30));

  @Test
  void aVersionIsToldOnceAndAnOlderOneNever() {
    assertThat(told.note("a", 2, NOW)).isTrue();
    assertThat(told.note("a", 2, NOW)).isFalse();
    assertThat(told.note("a", 1, NOW)).isFalse();
    assertThat(told.isNews("a", 3)).isTrue();
    assertThat(told.note("a", 3, NOW)).isTrue();
  }

  @Test
  void whatWasToldLongAgoIsForgottenAndNothingElse() {
    told.note("old", 1, NOW);
    told.note("again", 1, NOW);
    told.note("again", 2, NOW.plusSeconds(20));
    told.note("new", 1, NOW.plusSeconds(31));

    assertThat(told.isNews("old", 1)).isTrue();
    assertThat(told.isNews("again", 2)).isFalse();
    assertThat(told.isNews("new", 1)).isFalse();
  }
}
