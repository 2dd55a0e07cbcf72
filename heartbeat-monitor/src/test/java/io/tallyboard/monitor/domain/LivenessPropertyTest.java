package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Who beats is never OFFLINE, and who has stopped is so when three of his periods have passed while
 * somebody watched: whatever the period, with beats early or late by up to a fifth, and with monitors
 * that are away for up to fifteen minutes.
 */
class LivenessPropertyTest {
  private static final InstanceId ID = new InstanceId("a");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Property(tries = 2_000)
  void whoBeatsIsNeverOffline(
      @ForAll @IntRange(min = 1_000, max = 600_000) int period,
      @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0.8, max = 1.2) Double> jitter,
      @ForAll @Size(max = 3) List<@IntRange(max = 40) Integer> outages,
      @ForAll @IntRange(max = 900) int seconds) {
    Monitor monitor = new Monitor();
    Instant beat = NOON;
    int number = 0;
    for (double factor : jitter) {
      if (outages.contains(number++)) {
        monitor.outage(Duration.ofSeconds(seconds));
      }
      beat = beat.plusMillis((long) (period * factor));
      if (beat.isBefore(monitor.now)) {
        continue; // It came while nobody listened.
      }
      monitor.watchUntil(beat);
      assertThat(monitor.liveness()).isNotEqualTo(Liveness.OFFLINE);
      monitor.hear();
      assertThat(monitor.liveness()).isIn(Liveness.ONLINE, Liveness.UNKNOWN);
    }
  }

  @Property(tries = 2_000)
  void whoHasStoppedIsOfflineAfterThreePeriodsThatWereWatched(
      @ForAll @IntRange(min = 1_000, max = 600_000) int period,
      @ForAll @Size(min = 3, max = 20) List<@DoubleRange(min = 0.8, max = 1.2) Double> jitter,
      @ForAll @DoubleRange(min = 0.1, max = 2.9) double before,
      @ForAll @IntRange(min = 20, max = 900) int seconds) {
    Monitor monitor = new Monitor();
    Instant beat = NOON;
    for (double factor : jitter) {
      beat = beat.plusMillis((long) (period * factor));
      monitor.watchUntil(beat);
      monitor.hear();
    }
    Duration learned = monitor.instance().period();
    assertThat(learned.toMillis())
        .isBetween(Math.max(1_000, (long) (period * 0.8) - 1), (long) (period * 1.2) + 1);

    monitor.watchUntil(monitor.now.plusMillis((long) (learned.toMillis() * before)));
    assertThat(monitor.liveness()).isNotEqualTo(Liveness.OFFLINE);
    monitor.outage(Duration.ofSeconds(seconds));
    assertThat(monitor.liveness()).as("the outage is no silence").isNotEqualTo(Liveness.OFFLINE);

    Instant back = monitor.now;
    monitor.watchUntil(back.plus(learned.multipliedBy(3)));
    assertThat(monitor.liveness()).isNotEqualTo(Liveness.OFFLINE);
    monitor.watchUntil(back.plus(learned.multipliedBy(3)).plusMillis(1));
    assertThat(monitor.liveness()).isEqualTo(Liveness.OFFLINE);

    monitor.outage(Duration.ofSeconds(seconds));
    assertThat(monitor.liveness()).as("an outage brings nobody back").isEqualTo(Liveness.OFFLINE);
    monitor.watchUntil(monitor.now.plusMillis(1));
    monitor.hear();
    assertThat(monitor.liveness()).isEqualTo(Liveness.ONLINE);
  }

  /** What one monitor learns and stores of one instance, with the clock in hand. */
  private static final class Monitor {
    Instant now = NOON;
    private final Rhythms rhythms = new Rhythms();
    private final List<Long> intervals = new ArrayList<>();
    private Instant lastBeat = NOON;
    private Watched watched = Watched.of(NOON, NOON);
    private @Nullable Liveness told;

    void watchUntil(Instant until) {
      now = until;
      watched = Watched.of(watched.since(), until);
      told = liveness();
    }

    void hear() {
      rhythms
          .note(ID, now, Optional.of(watched.since()))
          .interval()
          .ifPresent(
              interval -> {
                intervals.add(interval);
                if (intervals.size() > 5) {
                  intervals.remove(0);
                }
              });
      lastBeat = now;
    }

    /** Afterwards the watch begins anew. */
    void outage(Duration length) {
      Liveness meanwhile = instance().liveness(watched, now.plus(length));
      assertThat(meanwhile).isIn(told, Liveness.ONLINE, Liveness.UNKNOWN);
      now = now.plus(length);
      watched = Watched.of(now, now);
    }

    Liveness liveness() {
      return instance().liveness(watched, now);
    }

    ExtractorInstance instance() {
      return new ExtractorInstance("a", "x", "q", null, null, NOON, lastBeat, 1, intervals, told);
    }
  }
}
