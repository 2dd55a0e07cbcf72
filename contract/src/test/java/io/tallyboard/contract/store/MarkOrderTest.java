package io.tallyboard.contract.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkOrderTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Property
  void order_is_total_where_time_never_goes_back_within_a_queue(@ForAll("logs") List<Mark> marks) {
    for (Mark a : marks) {
      for (Mark b : marks) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a == b);
        for (Mark c : marks) {
          if (a.compareTo(b) < 0 && b.compareTo(c) < 0) {
            assertThat(a).isLessThan(c);
          }
        }
      }
    }
  }

  @Property
  void sorting_gives_the_same_from_any_order(
      @ForAll("logs") List<Mark> marks, @ForAll Random random) {
    List<Mark> shuffled = new ArrayList<>(marks);
    Collections.shuffle(shuffled, random);

    assertThat(shuffled.stream().sorted())
        .containsExactlyElementsOf(marks.stream().sorted().toList());
  }

  @Example
  void place_decides_within_a_queue_and_time_between_queues() {
    Mark first = mark("a", 1, 5);
    Mark second = mark("a", 2, 5);
    Mark between = mark("b", 9, 4);

    assertThat(List.of(second, first, between).stream().sorted())
        .containsExactly(between, first, second);
  }

  /** Up to three queues; places rise by one, times by nought or more: many are equal. */
  @Provide
  Arbitrary<List<Mark>> logs() {
    Arbitrary<List<Integer>> steps =
        Arbitraries.integers().between(0, 2).list().ofMinSize(0).ofMaxSize(5);
    return steps
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            queues -> {
              List<Mark> marks = new ArrayList<>();
              for (int q = 0; q < queues.size(); q++) {
                long millis = 0;
                for (int seq = 0; seq < queues.get(q).size(); seq++) {
                  millis += queues.get(q).get(seq);
                  marks.add(mark("queue-" + q, seq, millis));
                }
              }
              return marks;
            });
  }

  private static Mark mark(String queue, long seq, long millis) {
    return new Mark(Event.STARTED, NOON.plusMillis(millis), queue, seq, null, null);
  }
}
