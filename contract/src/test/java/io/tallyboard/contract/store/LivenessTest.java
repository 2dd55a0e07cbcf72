package io.tallyboard.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    ExtractorInstance instance = instance(List.of(period * 1_000), 0, null);

    assertThat(instance.liveness(watched(-3_600, watchedUntil), NOON.plusSeconds(now)))
        .isEqualTo(expected);
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
    assertThat(instance(List.of(), lastBeat, null).silence(watched(watchedSince, watchedUntil)))
        .isEqualTo(Duration.ofSeconds(silence));
  }

  @ParameterizedTest(
      name = "last beat {0} s, told {1}, watched from {2} s to {3} s: {4}, silent {5} s")
  @CsvSource({
    // The watch began anew, and nothing was heard since.
    "0, OFFLINE, 100, 100, OFFLINE, 30",
    "0, OFFLINE, 100, 105, OFFLINE, 35",
    "0, LATE,    100, 105, ONLINE,   5",
    "0, ,        100, 105, ONLINE,   5",
    // It was heard in this watch.
    "101, OFFLINE, 100, 105, ONLINE,  4",
    "101, OFFLINE, 100, 132, OFFLINE, 31",
    // In the watch that found it silent.
    "0, OFFLINE, -100, 40, OFFLINE, 40",
  })
  void who_was_offline_stays_so_until_it_is_heard(
      long lastBeat,
      @Nullable Liveness told,
      long watchedSince,
      long watchedUntil,
      Liveness expected,
      long silence) {
    ExtractorInstance instance = instance(List.of(10_000L), lastBeat, told);
    Watched watched = watched(watchedSince, watchedUntil);

    assertThat(instance.liveness(watched, watched.until())).isEqualTo(expected);
    assertThat(instance.silence(watched)).isEqualTo(Duration.ofSeconds(silence));
  }

  @Test
  void nothing_is_known_where_nobody_has_listened_yet() {
    assertThat(instance(List.of(), 0, null).liveness(Watched.never(), NOON))
        .isEqualTo(Liveness.UNKNOWN);
    assertThat(instance(List.of(), 0, Liveness.OFFLINE).liveness(Watched.never(), NOON))
        .isEqualTo(Liveness.UNKNOWN);
  }

  @Test
  void period_is_the_median_of_what_was_watched() {
    assertThat(instance(List.of(10_000L, 9_000L, 3_600_000L), 0, null).period())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void period_is_five_minutes_until_two_beats_were_heard() {
    assertThat(instance(List.of(), 0, null).period()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void period_is_at_least_a_second() {
    assertThat(instance(List.of(3L, 4L, 5L), 0, null).period()).isEqualTo(Duration.ofSeconds(1));
  }

  private static Watched watched(long since, long until) {
    return Watched.of(NOON.plusSeconds(since), NOON.plusSeconds(until));
  }

  private static ExtractorInstance instance(
      List<Long> intervals, long lastBeat, @Nullable Liveness announced) {
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
        announced);
  }
}
