package io.tallyboard.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the clock in hand: seconds since a noon, when the last beat came unless said otherwise. */
class LivenessTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest(name = "period {0} s, watched until {1} s, read at {2} s: {3}")
  @CsvSource({
    "10,   0,   0, ONLINE",
    "10,  15,  15, ONLINE",
    "10,  16,  16, LATE",
    "10,  30,  30, LATE",
    "10,  31,  31, OFFLINE",
    "10, 900, 900, OFFLINE",
    "300, 450, 450, ONLINE",
    "300, 451, 451, LATE",
    "300, 901, 901, OFFLINE",
    // Nobody watched for more than fifteen seconds: no verdict, whatever was known before.
    "10,  31,  46, OFFLINE",
    "10,  31,  47, UNKNOWN",
    "10,   5,  21, UNKNOWN",
    // The watcher's clock is ahead of the reader's.
    "10,   5,   0, ONLINE",
  })
  void silence_counts_while_somebody_watches(
      long period, long watchedUntil, long now, Liveness expected) {
    ExtractorInstance instance = instance(List.of(period * 1_000), 0, -3_600, watchedUntil);

    assertThat(instance.liveness(NOON.plusSeconds(now))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "last beat {0} s, watched from {1} s to {2} s: silent for {3} s")
  @CsvSource({
    "0, -100, 40, 40",
    // The gap before the watch began says nothing.
    "0,   30, 40, 10",
    // A beat not yet followed by a tick of the watch.
    "41, -100, 40, 0",
    "0,   50, 40,  0",
  })
  void silence_begins_with_the_last_beat_or_the_watch(
      long lastBeat, long watchedSince, long watchedUntil, long silence) {
    assertThat(instance(List.of(), lastBeat, watchedSince, watchedUntil).silence())
        .isEqualTo(Duration.ofSeconds(silence));
  }

  @Test
  void period_is_the_median_of_what_was_watched() {
    assertThat(instance(List.of(10_000L, 9_000L, 3_600_000L), 0, 0, 0).period())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void period_is_five_minutes_until_two_beats_were_heard() {
    assertThat(instance(List.of(), 0, 0, 0).period()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void period_is_at_least_a_second() {
    assertThat(instance(List.of(3L, 4L, 5L), 0, 0, 0).period()).isEqualTo(Duration.ofSeconds(1));
  }

  private static ExtractorInstance instance(
      List<Long> intervals, long lastBeat, long watchedSince, long watchedUntil) {
    return new ExtractorInstance(
        "i",
        "ncsa.wordcount",
        "ncsa.wordcount",
        null,
        null,
        NOON.minusSeconds(7_200),
        NOON.plusSeconds(lastBeat),
        2,
        intervals,
        NOON.plusSeconds(watchedSince),
        NOON.plusSeconds(watchedUntil),
        null);
  }
}
