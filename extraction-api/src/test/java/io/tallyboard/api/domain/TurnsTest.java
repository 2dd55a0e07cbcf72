package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TurnsTest {

  /** A queue that is filled up to its window each time a job of it has started. */
  private static final class Play {
    final int window;
    final Map<String, Integer> waiting = new LinkedHashMap<>();
    final Deque<String> queue = new ArrayDeque<>();
    final List<String> started = new ArrayList<>();
    Turns turns = Turns.none();

    Play(int window) {
      this.window = window;
    }

    void submit(String user, int jobs) {
      waiting.merge(user, jobs, Integer::sum);
    }

    void topUp() {
      boolean more = true;
      while (more) {
        List<String> users = waiting.keySet().stream().filter(u -> waiting.get(u) > 0).toList();
        Map<String, Integer> inQueue = new HashMap<>();
        queue.forEach(user -> inQueue.merge(user, 1, Integer::sum));
        turns = turns.with(users);
        List<String> sent = new ArrayList<>();
        for (String user : turns.next(users, inQueue, window - queue.size())) {
          if (waiting.get(user) > 0) {
            waiting.merge(user, -1, Integer::sum);
            queue.add(user);
            sent.add(user);
          }
        }
        turns = turns.served(sent, users);
        more = !sent.isEmpty();
        assertThat(queue).hasSizeLessThanOrEqualTo(window);
      }
    }

    void start() {
      topUp();
      if (!queue.isEmpty()) {
        started.add(queue.poll());
      }
    }
  }

  @Property(tries = 300)
  void oneWhoComesNewWaitsForNoMoreThanAWindow(
      @ForAll @IntRange(min = 2, max = 40) int window,
      @ForAll @IntRange(min = 0, max = 60) int before) {
    Play play = new Play(window);
    play.submit("ann", 10_000);
    for (int i = 0; i < before; i++) {
      play.start();
    }
    play.topUp();
    play.started.clear();
    play.submit("bob", 1);
    while (!play.started.contains("bob")) {
      play.start();
    }
    assertThat(play.started.indexOf("bob")).isLessThanOrEqualTo(window);
  }

  @Property(tries = 200)
  void ofManyEachWaitsForAWindowAndOneJobOfEachOtherAtMost(
      @ForAll @IntRange(min = 1, max = 12) int window,
      @ForAll @IntRange(min = 1, max = 30) int users,
      @ForAll long seed) {
    Random random = new Random(seed);
    Play play = new Play(window);
    for (int u = 0; u < users; u++) {
      play.submit("u" + u, 1 + random.nextInt(300));
    }
    int some = random.nextInt(100);
    for (int i = 0; i < some; i++) {
      play.start();
    }
    play.topUp();
    play.started.clear();
    play.submit("new", 1);
    while (!play.started.contains("new")) {
      play.start();
    }
    assertThat(play.started.indexOf("new")).isLessThanOrEqualTo(window + users);
  }

  @Property(tries = 100)
  void nobodyStarvesThoughOthersKeepComing(@ForAll @IntRange(min = 1, max = 8) int window) {
    Play play = new Play(window);
    play.submit("ann", 1_000);
    for (int i = 0; i < 400; i++) {
      play.submit("new" + i, 1);
      play.start();
    }
    assertThat(play.started.stream().filter("ann"::equals).count())
        .isGreaterThan(400 / (window + 30));
  }

  @Property(tries = 200)
  void usersWithAsMuchToDoGetAsMuch(
      @ForAll @IntRange(min = 1, max = 33) int window,
      @ForAll @IntRange(min = 2, max = 9) int users) {
    Play play = new Play(window);
    for (int u = 0; u < users; u++) {
      play.submit("u" + u, 200);
    }
    for (int i = 0; i < users * 40; i++) {
      play.start();
    }
    Map<String, Integer> counts = new HashMap<>();
    play.started.forEach(user -> counts.merge(user, 1, Integer::sum));
    for (int u = 0; u < users; u++) {
      assertThat(counts.get("u" + u)).isBetween(40 - window - 1, 40 + window + 1);
    }
  }

  @Test
  void whoHasNothingWaitingIsForgottenOnlyWhereTheLineIsLong() {
    Turns turns = Turns.none();
    List<String> all = new ArrayList<>();
    for (int i = 0; i <= Turns.REMEMBERED; i++) {
      all.add("u" + i);
    }
    Turns longest = turns.with(all).served(List.of("u0"), List.of("u0", "u7"));
    assertThat(longest.line()).containsExactly("u7", "u0");
    assertThat(turns.with(List.of("a", "b")).served(List.of("a"), List.of("a")).line())
        .containsExactly("b", "a");
  }
}
