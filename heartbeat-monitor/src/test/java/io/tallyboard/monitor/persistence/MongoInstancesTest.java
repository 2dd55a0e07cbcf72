package io.tallyboard.monitor.persistence;

import static io.tallyboard.monitor.domain.Beats.NAME;
import static io.tallyboard.monitor.domain.Beats.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.monitor.domain.Beat;
import io.tallyboard.monitor.domain.Beats;
import io.tallyboard.monitor.domain.Heard;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MongoInstancesTest {
  private TestStore store;
  private InstanceStore instances;

  @BeforeEach
  void open() {
    store = new TestStore();
    instances = store.instances();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void first_beat_makes_the_instance() {
    add(heard("a", 0, 0, 1));

    assertThat(store.instance("a"))
        .isEqualTo(
            new ExtractorInstance(
                "a", "ncsa.wordcount", "q", "1.0", null, NOON, NOON, 1, List.of(), null));
  }

  @Test
  void later_beats_move_it_on() {
    add(heard("a", 0, 0, 1));
    add(heard("a", 10, 20, 2, 10_000, 10_001));

    ExtractorInstance instance = store.instance("a");
    assertThat(instance.lastBeat()).isEqualTo(at(20));
    assertThat(instance.firstBeat()).isEqualTo(NOON);
    assertThat(instance.beats()).isEqualTo(3);
    assertThat(instance.intervals()).containsExactly(10_000L, 10_001L);
  }

  @Test
  void earlier_beats_do_not_move_it_back() {
    add(heard("a", 20, 20, 1));
    add(heard("a", 10, 10, 1, 10_000));

    ExtractorInstance instance = store.instance("a");
    assertThat(instance.lastBeat()).isEqualTo(at(20));
    assertThat(instance.firstBeat()).isEqualTo(at(10));
    assertThat(instance.intervals()).isEmpty();
  }

  @Test
  void same_beat_heard_by_another_replica_counts_once() {
    add(heard("a", 0, 0, 1));
    Heard first = heard("a", 10, 10, 1, 10_000);
    Heard other =
        new Heard(
            first.beat(), NOON, at(10).plusMillis(7), at(10).plusMillis(7), 1, List.of(10_003L));
    add(first);
    add(other);

    ExtractorInstance instance = store.instance("a");
    assertThat(instance.beats()).isEqualTo(2);
    assertThat(instance.intervals()).containsExactly(10_000L);
    assertThat(instance.lastBeat()).isEqualTo(at(10).plusMillis(7));
  }

  @Test
  void last_five_intervals_are_kept() {
    add(heard("a", 0, 0, 1, 1, 2, 3, 4, 5, 6));
    assertThat(store.instance("a").intervals()).containsExactly(2L, 3L, 4L, 5L, 6L);

    add(heard("a", 10, 10, 1, 7, 8));
    assertThat(store.instance("a").intervals()).containsExactly(4L, 5L, 6L, 7L, 8L);
  }

  @RepeatedTest(10)
  void any_order_and_duplication_of_writes_gives_the_same_first_and_last_beat(
      RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Heard> writes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      writes.add(heard("a", i * 10, i * 10, 1));
    }
    writes.addAll(writes.subList(0, 10));
    Collections.shuffle(writes, random);

    Instant last = Instant.MIN;
    for (Heard write : writes) {
      add(write);
      assertThat(store.instance("a").lastBeat()).isAfterOrEqualTo(last);
      last = store.instance("a").lastBeat();
    }

    assertThat(store.instance("a").firstBeat()).isEqualTo(NOON);
    assertThat(last).isEqualTo(at(190));
  }

  @Test
  void what_was_told_is_remembered_unless_something_else_was_told_meanwhile() {
    add(heard("a", 0, 0, 1));
    InstanceId id = new InstanceId("a");

    instances.announced(id, null, Liveness.ONLINE).await().indefinitely();
    instances.announced(id, null, Liveness.LATE).await().indefinitely();
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.ONLINE);

    instances.announced(id, Liveness.ONLINE, Liveness.OFFLINE).await().indefinitely();
    assertThat(store.instance("a").announced()).isEqualTo(Liveness.OFFLINE);
  }

  @Test
  void those_told_to_be_offline_are_not_looked_at() {
    add(heard("untold", 0, 0, 1));
    add(heard("offline", 0, 0, 1));
    add(heard("late", 0, 0, 1));
    instances.announced(new InstanceId("offline"), null, Liveness.OFFLINE).await().indefinitely();
    instances.announced(new InstanceId("late"), null, Liveness.LATE).await().indefinitely();

    assertThat(instances.notOffline().await().indefinitely())
        .extracting(ExtractorInstance::id)
        .containsExactlyInAnyOrder("untold", "late");
    assertThat(instances.all().await().indefinitely()).hasSize(3);
    assertThat(instances.find(Set.of(new InstanceId("offline"))).await().indefinitely()).hasSize(1);
  }

  @Test
  void silent_ones_are_forgotten_if_they_were_watched() {
    add(heard("silent", 0, 0, 1));
    add(heard("alive", 0, 0, 1));
    add(heard("alive", 500, 500, 1));

    assertThat(instances.forgetSilentSince(at(100), true).await().indefinitely()).isEqualTo(1);
    assertThat(instances.all().await().indefinitely())
        .extracting(ExtractorInstance::id)
        .containsExactly("alive");
  }

  @Test
  void silent_ones_that_were_not_watched_are_forgotten_if_they_were_offline() {
    add(heard("silent", 0, 0, 1));
    add(heard("offline", 0, 0, 1));
    instances.announced(new InstanceId("offline"), null, Liveness.OFFLINE).await().indefinitely();

    assertThat(instances.forgetSilentSince(at(500), false).await().indefinitely()).isEqualTo(1);
    assertThat(instances.all().await().indefinitely())
        .extracting(ExtractorInstance::id)
        .containsExactly("silent");
  }

  @Test
  void one_that_is_new_among_known_ones_costs_no_beat_of_theirs() {
    add(heard("a", 0, 0, 1));
    instances
        .add(
            List.of(
                new InstanceStore.Beats(NAME, heard("a", 10, 10, 1, 10_000)),
                new InstanceStore.Beats(NAME, heard("b", 11, 11, 1))))
        .await()
        .indefinitely();

    assertThat(store.instance("a").beats()).isEqualTo(2);
    assertThat(store.instance("a").intervals()).containsExactly(10_000L);
    assertThat(store.instance("b").firstBeat()).isEqualTo(at(11));
  }

  private void add(Heard heard) {
    instances.add(List.of(new InstanceStore.Beats(NAME, heard))).await().indefinitely();
  }

  private static Heard heard(String id, int first, int last, int beats, long... intervals) {
    Beat beat = new Beat(new InstanceId(id), "q", "1.0", null, Beats.description("1.0", "x"));
    return new Heard(
        beat,
        at(first),
        at(first),
        at(last),
        beats,
        java.util.Arrays.stream(intervals).boxed().toList());
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
