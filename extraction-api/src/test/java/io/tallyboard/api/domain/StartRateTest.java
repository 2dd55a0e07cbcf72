package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.api.domain.Wait.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StartRateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:30Z");

  private static StartRate steady(int perMinute, int back) {
    Map<Long, Long> minutes = new HashMap<>();
    for (int m = 1; m <= back; m++) {
      minutes.put(StartRate.minute(NOW) - m, (long) perMinute);
    }
    minutes.put(StartRate.minute(NOW), perMinute / 2L);
    return new StartRate(minutes);
  }

  @Property
  void whereThePaceIsSteadyTheStartLiesWithinTheEstimate(
      @ForAll @IntRange(min = 2, max = 600) int perMinute,
      @ForAll @IntRange(min = 6, max = 60) int back,
      @ForAll @IntRange(min = 0, max = 10_000) int behind) {
    Estimate estimate = steady(perMinute, back).estimate(behind, NOW).orElseThrow();
    Instant start = NOW.plus(Duration.ofSeconds(60L * behind / perMinute));
    assertThat(estimate.from()).isBeforeOrEqualTo(start.plusSeconds(1));
    assertThat(estimate.to()).isAfterOrEqualTo(start.minusSeconds(1));
  }

  @Test
  void nothingIsGuessedWhereThereIsNoGround() {
    assertThat(new StartRate(Map.of()).estimate(1, NOW)).isEmpty();
    assertThat(new StartRate(Map.of(StartRate.minute(NOW), 4L)).estimate(1, NOW))
        .as("too few")
        .isEmpty();
    assertThat(new StartRate(Map.of(StartRate.minute(NOW) - 20, 500L)).estimate(1, NOW))
        .as("nothing has started for a while")
        .isEmpty();
    assertThat(new StartRate(Map.of(StartRate.minute(NOW) - 90, 500L)).estimate(1, NOW))
        .as("long ago")
        .isEmpty();
  }

  @Test
  void aPaceThatChangedMakesTheEstimateWide() {
    Map<Long, Long> minutes = new HashMap<>();
    for (int m = 1; m <= 60; m++) {
      minutes.put(StartRate.minute(NOW) - m, m <= 5 ? 1L : 60L);
    }
    Estimate estimate = new StartRate(minutes).estimate(60, NOW).orElseThrow();
    assertThat(Duration.between(NOW, estimate.from())).isLessThan(Duration.ofMinutes(2));
    assertThat(Duration.between(NOW, estimate.to())).isGreaterThan(Duration.ofMinutes(45));
  }
}
