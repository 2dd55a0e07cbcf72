package io.tallyboard.monitor.domain;

import static io.tallyboard.monitor.domain.Beats.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final Throttle throttle = new Throttle(Duration.ofMinutes(1));

  @Test
  void same_thing_passes_once_a_minute() {
    assertThat(throttle.pass("a", NOON)).isTrue();
    assertThat(throttle.pass("a", NOON.plusSeconds(59))).isFalse();
    assertThat(throttle.pass("b", NOON.plusSeconds(59))).isTrue();
    assertThat(throttle.pass("a", NOON.plusSeconds(60))).isTrue();
    assertThat(throttle.pass("a", NOON.plusSeconds(61))).isFalse();
  }

  @Test
  void memory_is_bounded() {
    throttle.pass("first", NOON);
    for (int i = 0; i < 10_000; i++) {
      throttle.pass("other " + i, NOON);
    }

    assertThat(throttle.pass("first", NOON)).isTrue();
    assertThat(throttle.pass("other 9999", NOON)).isFalse();
  }
}
