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

class PlaceOrderTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Property
  void order_is_total_where_time_never_goes_back_within_a_queue(
      @ForAll("logs") List<Place> places) {
    for (Place a : places) {
      for (Place b : places) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a == b);
        for (Place c : places) {
          if (a.compareTo(b) < 0 && b.compareTo(c) < 0) {
            assertThat(a).isLessThan(c);
          }
        }
      }
    }
  }

  @Property
  void sorting_gives_the_same_from_any_order(
      @ForAll("logs") List<Place> places, @ForAll Random random) {
    List<Place> shuffled = new ArrayList<>(places);
    Collections.shuffle(shuffled, random);

    assertThat(shuffled.stream().sorted())
        .containsExactlyElementsOf(places.stream().sorted().toList());
  }

  @Example
  void place_decides_within_a_queue_and_time_between_queues() {
    Place first = place("a", 1, 5);
    Place second = place("a", 2, 5);
    Place between = place("b", 9, 4);

    assertThat(List.of(second, first, between).stream().sorted())
        .containsExactly(between, first, second);
  }

  /** Up to three queues; places rise by one, times by nought or more: many are equal. */
  @Provide
  Arbitrary<List<Place>> logs() {
    Arbitrary<List<Integer>> steps =
        Arbitraries.integers().between(0, 2).list().ofMinSize(0).ofMaxSize(5);
    return steps
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            queues -> {
              List<Place> places = new ArrayList<>();
              for (int q = 0; q < queues.size(); q++) {
                long millis = 0;
                for (int seq = 0; seq < queues.get(q).size(); seq++) {
                  millis += queues.get(q).get(seq);
                  places.add(place("queue-" + q, seq, millis));
                }
              }
              return places;
            });
  }

  private static Place place(String queue, long seq, long millis) {
    return new Place(NOON.plusMillis(millis), queue, seq);
  }
}
