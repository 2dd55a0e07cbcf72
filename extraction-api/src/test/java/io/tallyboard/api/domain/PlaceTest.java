package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlaceTest {
  private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

  /** Sends and starts to the end, and says in which order jobs were sent: by user and number. */
  private static List<String> played(
      Turns turns, Window window, List<String> inQueue, Map<String, Long> waiting) {
    Map<String, Long> left = new HashMap<>(waiting);
    Map<String, Integer> numbers = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(inQueue);
    List<String> sent = new ArrayList<>();
    Turns line = turns.with(left.keySet().stream().sorted().toList());
    while (!left.isEmpty()) {
      if (queue.size() == window.size()) {
        queue.poll();
      }
      Map<String, Integer> counts = new HashMap<>();
      queue.forEach(user -> counts.merge(user, 1, Integer::sum));
      String user = line.next(left.keySet(), counts, 1).get(0);
      line = line.served(List.of(user), left.keySet());
      sent.add(user + numbers.merge(user, 1, Integer::sum));
      queue.add(user);
      left.computeIfPresent(user, (u, count) -> count > 1 ? count - 1 : null);
    }
    return sent;
  }

  @Property(tries = 300)
  void howManyGoBeforeIsHowManyAreSentBefore(
      @ForAll @IntRange(min = 1, max = 8) int size,
      @ForAll @IntRange(min = 1, max = 6) int users,
      @ForAll long seed) {
    Random random = new Random(seed);
    Window window = new Window(size);
    Map<String, Long> waiting = new HashMap<>();
    List<InFlight> flying = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      waiting.put("u" + u, 1L + random.nextInt(20));
    }
    while (flying.size() < random.nextInt(size + 1)) {
      flying.add(new InFlight("f", "u" + random.nextInt(users), T0));
    }
    String user = "u" + random.nextInt(users);
    int older = random.nextInt(waiting.get(user).intValue());

    long place = Place.inStore(Turns.none(), window, flying, 3, 2, waiting, user, older);

    List<String> order =
        played(Turns.none(), window, flying.stream().map(InFlight::user).toList(), waiting);
    assertThat(place).isEqualTo(flying.size() + 3L + 2 + order.indexOf(user + (older + 1)));
  }

  @Test
  void farBackItIsReckonedAndNearlyRight() {
    long place =
        Place.inStore(
            Turns.none(),
            new Window(32),
            List.of(),
            0,
            0,
            Map.of("ann", 50_000L, "bob", 40_000L),
            "bob",
            30_000);
    assertThat(place).isBetween(59_000L, 61_000L);
  }

  @Test
  void inTheQueueOnlyWhatTheBrokerStillHasGoesBefore() {
    assertThat(Place.inQueue(4, 8, 8)).isEqualTo(4);
    assertThat(Place.inQueue(4, 8, 5)).as("three were taken").isEqualTo(1);
    assertThat(Place.inQueue(4, 8, 2)).isZero();
    assertThat(Place.inQueue(4, 8, 20)).as("with those of others").isEqualTo(16);
  }
}
