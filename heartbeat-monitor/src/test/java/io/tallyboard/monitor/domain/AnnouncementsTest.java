package io.tallyboard.monitor.domain;

import static io.tallyboard.monitor.domain.Beats.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.monitor.domain.Announcements.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances of a period of ten seconds that beat at noon. */
class AnnouncementsTest {

  @ParameterizedTest
  @CsvSource({
    "0,         , ONLINE",
    "16,  ONLINE, LATE",
    "31,  LATE,   OFFLINE",
    "31,  ONLINE, OFFLINE",
    "0,  OFFLINE, ONLINE",
  })
  void change_is_due(int now, @Nullable Liveness announced, Liveness to) {
    ExtractorInstance instance = instance(announced);

    assertThat(Announcements.due(List.of(instance), watched(now), at(now)))
        .containsExactly(new Change("x", new InstanceId("i"), announced, to));
  }

  @ParameterizedTest
  @CsvSource({"0, ONLINE", "15, ONLINE", "16, LATE", "31, OFFLINE"})
  void what_was_told_is_not_told_again(int now, Liveness announced) {
    assertThat(Announcements.due(List.of(instance(announced)), watched(now), at(now))).isEmpty();
  }

  @Test
  void no_verdict_is_told_of_a_time_that_nobody_watched() {
    assertThat(Announcements.due(List.of(instance(Liveness.ONLINE)), watched(0), at(60))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 15", "5, 15", "15, 15", "16, 30", "30, 30"})
  void next_change_is_due_when_silence_is_long_enough(int now, int due) {
    assertThat(Announcements.nextDue(List.of(instance(null)), watched(now), at(now)))
        .contains(at(due));
  }

  @Test
  void nothing_is_due_of_one_that_is_offline() {
    assertThat(Announcements.nextDue(List.of(instance(null)), watched(31), at(31))).isEmpty();
  }

  private static ExtractorInstance instance(@Nullable Liveness announced) {
    return new ExtractorInstance(
        "i", "x", "q", null, null, NOON, NOON, 2, List.of(10_000L), announced);
  }

  private static Watched watched(int until) {
    return Watched.of(NOON.minusSeconds(100), at(until));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
