package io.tallyboard.monitor.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Watched;
import io.tallyboard.monitor.domain.WatchStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private TestStore store;
  private WatchStore watch;

  @BeforeEach
  void open() {
    store = new TestStore();
    watch = store.watch();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nothing_was_watched_before_the_first_write() {
    assertThat(store.watched()).isEqualTo(Watched.never());

    begin(10, 8);
    assertThat(extend(10, 11)).isEqualTo(watched(10, 11));
    assertThat(store.watched()).isEqualTo(watched(10, 11));
  }

  @Test
  void its_end_moves_on_and_never_back() {
    extend(0, 40);

    assertThat(extend(0, 30)).isEqualTo(watched(0, 40));
    assertThat(extend(0, 41)).isEqualTo(watched(0, 41));
  }

  @Test
  void another_replica_goes_on_where_the_first_stopped() {
    extend(0, 40);

    begin(41, 39);

    assertThat(extend(41, 50)).isEqualTo(watched(0, 50));
  }

  @Test
  void it_begins_anew_after_a_time_that_nobody_watched() {
    extend(0, 40);

    begin(43, 41);

    assertThat(store.watched()).isEqualTo(watched(43, 43));
    assertThat(extend(43, 50)).isEqualTo(watched(43, 50));
  }

  @Test
  void end_in_the_future_is_not_believed() {
    extend(0, 3_600);

    begin(100, 98);

    assertThat(store.watched()).isEqualTo(watched(100, 100));
  }

  @Test
  void clocks_that_differ_by_seconds_do_not_interrupt_it() {
    extend(0, 50);

    begin(40, 38);

    assertThat(store.watched()).isEqualTo(watched(0, 50));
  }

  private void begin(int since, int lapsed) {
    watch.beginAnew(at(since), at(lapsed)).await().indefinitely();
  }

  private Watched extend(int since, int until) {
    return watch.extend(at(since), at(until)).await().indefinitely();
  }

  private static Watched watched(int since, int until) {
    return Watched.of(at(since), at(until));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
