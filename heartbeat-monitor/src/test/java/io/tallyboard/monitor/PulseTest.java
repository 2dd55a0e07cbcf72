package io.tallyboard.monitor;

import static io.tallyboard.monitor.domain.Beats.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.monitor.domain.Beat;
import io.tallyboard.monitor.domain.Beats;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.persistence.TestStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lives, deaths and restarts, second by second, on the store of the tests. */
class PulseTest {
  private static final Beat BEAT =
      new Beat(new InstanceId("a"), "q", "1.0", null, Beats.description("1.0", "x"));

  private TestStore store;
  private Replica monitor;

  @BeforeEach
  void open() {
    store = new TestStore();
    monitor = replica(NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void beat_becomes_an_entry_and_an_instance_and_is_told() {
    monitor.second();
    monitor.hear(BEAT);
    monitor.second();

    assertThat(store.extractor("ncsa.wordcount").version()).isEqualTo("1.0");
    assertThat(store.instance("a").lastBeat()).isEqualTo(NOON.plusSeconds(1));
    assertThat(store.instance("a").liveness(store.watched(), monitor.now))
        .isEqualTo(Liveness.ONLINE);
    assertThat(monitor.told)
        .containsExactly(new ExtractorHint("ncsa.wordcount", "a", Liveness.ONLINE));
  }

  @Test
  void each_change_is_told_once() {
    beatEveryTenSeconds(monitor, 3);
    monitor.seconds(40);
    monitor.hear(BEAT);
    monitor.seconds(3);

    assertThat(monitor.told)
        .extracting(ExtractorHint::liveness)
        .containsExactly(Liveness.ONLINE, Liveness.LATE, Liveness.OFFLINE, Liveness.ONLINE);
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.ONLINE);
  }

  @Test
  void change_that_could_not_be_told_is_told_later() {
    monitor.hintsFail = true;
    monitor.hear(BEAT);
    monitor.seconds(3);
    assertThat(store.instance("a").announced()).isNull();

    monitor.hintsFail = false;
    monitor.second();

    assertThat(monitor.told).extracting(ExtractorHint::liveness).containsExactly(Liveness.ONLINE);
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.ONLINE);
  }

  @Test
  void silence_before_a_restart_is_no_silence() {
    beatEveryTenSeconds(monitor, 3);

    Replica restarted = replica(monitor.now.plus(Duration.ofHours(1)));
    restarted.seconds(14);

    ExtractorInstance instance = store.instance("a");
    assertThat(instance.liveness(store.watched(), restarted.now)).isEqualTo(Liveness.ONLINE);
    assertThat(store.watched().since()).isAfter(NOON.plus(Duration.ofHours(1)));
    assertThat(instance.period()).as("learned before").isEqualTo(Duration.ofSeconds(10));
    assertThat(restarted.told).isEmpty();

    restarted.seconds(25);

    assertThat(restarted.told)
        .extracting(ExtractorHint::liveness)
        .containsExactly(Liveness.LATE, Liveness.OFFLINE);
  }

  @Test
  void restart_brings_no_dead_back() {
    beatEveryTenSeconds(monitor, 3);
    monitor.seconds(40);
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.OFFLINE);

    Replica restarted = replica(monitor.now.plus(Duration.ofHours(1)));
    restarted.seconds(5);

    assertThat(store.instance("a").liveness(store.watched(), restarted.now))
        .isEqualTo(Liveness.OFFLINE);
    assertThat(restarted.told).isEmpty();

    restarted.hear(BEAT);
    restarted.seconds(2);

    assertThat(restarted.told).extracting(ExtractorHint::liveness).containsExactly(Liveness.ONLINE);
  }

  @Test
  void restart_leaves_first_and_last_beat_and_learns_no_interval_across() {
    beatEveryTenSeconds(monitor, 3);
    ExtractorInstance before = store.instance("a");

    Replica restarted = replica(monitor.now.plusSeconds(7));
    restarted.second();
    assertThat(store.instance("a").lastBeat()).isEqualTo(before.lastBeat());

    restarted.hear(BEAT);
    restarted.second();
    ExtractorInstance after = store.instance("a");

    assertThat(after.firstBeat()).isEqualTo(before.firstBeat());
    assertThat(after.lastBeat()).isAfter(before.lastBeat());
    assertThat(after.beats()).isEqualTo(before.beats() + 1);
    assertThat(after.intervals()).isEqualTo(before.intervals());
  }

  @Test
  void change_that_an_earlier_life_did_not_tell_is_told_at_the_start() {
    beatEveryTenSeconds(monitor, 3);
    monitor.seconds(40);
    monitor.hintsFail = true;
    monitor.hear(BEAT);
    monitor.second();
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.OFFLINE);

    Replica restarted = replica(monitor.now);
    restarted.second();

    assertThat(restarted.told).extracting(ExtractorHint::liveness).containsExactly(Liveness.ONLINE);
  }

  @Test
  void nobody_is_offline_because_we_are_deaf() {
    beatEveryTenSeconds(monitor, 3);
    Instant heardUntil = monitor.now;
    for (int i = 0; i < 60; i++) {
      monitor.deafSecond();
    }

    assertThat(store.watched().until()).isBeforeOrEqualTo(heardUntil);
    assertThat(store.instance("a").liveness(store.watched(), monitor.now))
        .isEqualTo(Liveness.UNKNOWN);

    monitor.seconds(14);

    assertThat(store.instance("a").liveness(store.watched(), monitor.now))
        .isEqualTo(Liveness.ONLINE);
    assertThat(store.watched().since()).isAfter(heardUntil.plusSeconds(59));
    assertThat(monitor.told).extracting(ExtractorHint::liveness).containsExactly(Liveness.ONLINE);
  }

  @Test
  void short_doubt_is_no_gap() {
    beatEveryTenSeconds(monitor, 3);
    Instant since = store.watched().since();
    for (int i = 0; i < 4; i++) {
      monitor.deafSecond();
    }
    monitor.second();

    assertThat(store.watched().since()).isEqualTo(since);
    assertThat(store.watched().until()).isEqualTo(monitor.now);
  }

  @Test
  void what_is_heard_while_the_store_is_away_is_written_when_it_is_back() {
    beatEveryTenSeconds(monitor, 3);
    monitor.storeIsAway = true;
    for (int i = 0; i < 6; i++) {
      monitor.seconds(10);
      monitor.hear(BEAT);
    }
    monitor.second();
    Instant last = monitor.now.minusSeconds(1);

    monitor.storeIsAway = false;
    monitor.second();

    ExtractorInstance instance = store.instance("a");
    assertThat(instance.lastBeat()).isEqualTo(last);
    assertThat(instance.beats()).isEqualTo(9);
    assertThat(instance.liveness(store.watched(), monitor.now)).isEqualTo(Liveness.ONLINE);
    assertThat(store.watched().since())
        .as("we listened all the time")
        .isBefore(NOON.plusSeconds(2));
    assertThat(monitor.told).extracting(ExtractorHint::liveness).containsExactly(Liveness.ONLINE);
  }

  @Test
  void restart_beside_another_replica_interrupts_nothing() {
    Replica other = replica(NOON);
    for (int i = 0; i < 30; i++) {
      if (i % 10 == 0) {
        monitor.hear(BEAT);
        other.hear(BEAT);
      }
      monitor.second();
      other.second();
    }
    other.seconds(10);
    Replica restarted = replica(other.now);
    restarted.second();
    other.second();

    ExtractorInstance instance = store.instance("a");
    assertThat(store.watched().since()).isBefore(NOON.plusSeconds(2));
    assertThat(store.watched().until()).isEqualTo(other.now);
    assertThat(instance.beats()).as("heard by both").isEqualTo(3);
    assertThat(instance.period()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void beat_without_a_description_counts_for_the_extractor_at_its_queue() {
    monitor.hear(new Beat(new InstanceId("b"), "q", null, null, null));
    monitor.second();
    assertThat(store.instance("b").extractor()).as("none is known there").isEqualTo("q");

    monitor.hear(BEAT);
    monitor.hear(new Beat(new InstanceId("c"), "q", null, null, null));
    monitor.second();
    assertThat(store.instance("c").extractor()).isEqualTo("q");

    monitor.hear(new Beat(new InstanceId("c"), "q", null, null, null));
    monitor.second();
    assertThat(store.instance("c").extractor()).isEqualTo("ncsa.wordcount");
  }

  @Test
  void instance_that_was_silent_for_a_week_is_forgotten() {
    monitor.hear(BEAT);
    monitor.second();
    monitor.now = NOON.plus(Duration.ofDays(6));
    monitor.forget();
    assertThat(store.instance("a").extractor()).isEqualTo("ncsa.wordcount");

    monitor.now = NOON.plus(Duration.ofDays(8));
    monitor.forget();

    assertThat(store.instances().all().await().indefinitely()).isEmpty();
    assertThat(store.extractor("ncsa.wordcount")).isNotNull();
  }

  /** Ends right after the last beat was written. */
  private static void beatEveryTenSeconds(Replica replica, int beats) {
    replica.second();
    replica.hear(BEAT);
    for (int i = 1; i < beats; i++) {
      replica.seconds(10);
      replica.hear(BEAT);
    }
    replica.second();
  }

  private Replica replica(Instant now) {
    return new Replica(store.extractors(), store.instances(), store.watch(), now);
  }
}
