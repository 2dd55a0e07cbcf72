package io.tallyboard.monitor.domain;

import static io.tallyboard.monitor.domain.Beats.NOON;
import static io.tallyboard.monitor.domain.Beats.heard;
import static io.tallyboard.monitor.domain.Beats.undescribed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {

  @Test
  void beats_of_one_instance_are_one_entry() {
    Pending pending = new Pending(10, 10_000);
    pending.add(heard("a", "1", "x", 0));
    pending.add(heard("b", "1", "x", 1));
    pending.add(heard("a", "1", "x", 2));

    List<Heard> drained = pending.drain();

    assertThat(drained).hasSize(2);
    assertThat(drained.get(0).first()).isEqualTo(NOON);
    assertThat(drained.get(0).last()).isEqualTo(NOON.plusSeconds(2));
    assertThat(drained.get(0).beats()).isEqualTo(2);
    assertThat(pending.drain()).isEmpty();
  }

  @Test
  void what_could_not_be_written_is_joined_by_what_came_since() {
    Pending pending = new Pending(10, 10_000);
    pending.add(heard("a", "1", "x", 0));
    List<Heard> drained = pending.drain();
    pending.add(heard("a", "1", "x", 5));
    assertThat(pending.putBack(drained)).isTrue();

    assertThat(pending.drain())
        .singleElement()
        .satisfies(
            heard -> {
              assertThat(heard.first()).isEqualTo(NOON);
              assertThat(heard.last()).isEqualTo(NOON.plusSeconds(5));
            });
  }

  @Test
  void description_is_not_lost_to_a_later_beat_without_one() {
    Pending pending = new Pending(10, 10_000);
    pending.add(heard("a", "1", "x", 0));
    pending.add(undescribed("a", "q", 5));

    assertThat(pending.drain())
        .singleElement()
        .satisfies(h -> assertThat(h.beat().description()).isNotNull());
  }

  @Test
  void there_is_room_for_so_many_instances_and_no_more() {
    Pending pending = new Pending(2, 10_000);

    assertThat(pending.add(heard("a", "1", "x", 0))).isTrue();
    assertThat(pending.add(heard("b", "1", "x", 0))).isTrue();
    assertThat(pending.add(heard("c", "1", "x", 0))).isFalse();
    assertThat(pending.add(heard("a", "1", "x", 9))).as("one that is known").isTrue();
  }

  @Test
  void what_cannot_be_taken_back_is_admitted() {
    Pending pending = new Pending(1, 10_000);
    pending.add(heard("a", "1", "x", 0));
    List<Heard> drained = pending.drain();
    pending.add(heard("b", "1", "x", 1));

    assertThat(pending.putBack(drained)).isFalse();
  }

  @Test
  void there_is_room_for_so_much_description_and_no_more() {
    Pending pending = new Pending(10, 1_000);

    assertThat(pending.add(heard("a", "1", "x".repeat(600), 0))).isTrue();
    assertThat(pending.add(heard("b", "1", "x".repeat(600), 0))).isFalse();

    pending.drain();
    assertThat(pending.add(heard("b", "1", "x".repeat(600), 0))).isTrue();
  }
}
