package io.tallyboard.monitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.Verdicts.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Processes come, work and go, and two logs tell of it, each with a lag of its own that changes: while
 * nobody dies, nobody is doubted; and who dies is, once it can be known.
 */
class VerdictsPropertyTest {
  private static final String QUEUE = "q";
  private static final int STEP = 100;

  @Property(tries = 1_000)
  void whileNobodyDiesNobodyIsDoubted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int most) {
    World world = new World(new Random(seed), most);
    for (int second = 0; second < 120; second++) {
      assertThat(world.second()).isEmpty();
    }
  }

  @Property(tries = 1_000)
  void whenAllHaveDiedAllAreStalledAndNobodyElse(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int most) {
    World world = new World(new Random(seed), most);
    for (int second = 0; second < 30; second++) {
      assertThat(world.second()).isEmpty();
    }
    List<String> atWork = world.killAll();
    world.lags.replaceAll((log, lag) -> 300);
    Set<String> stalled = new HashSet<>();
    for (int look = 0; look < 6; look++) {
      world.second().stream()
          .filter(verdict -> verdict.kind() == Event.STALLED)
          .forEach(verdict -> stalled.add(verdict.placed().job().id()));
    }

    assertThat(stalled).containsExactlyInAnyOrderElementsOf(atWork);
  }

  private static final class World {
    final Map<String, Integer> lags = new HashMap<>(Map.of("log.0", 300, "log.1", 300));
    private final Verdicts verdicts = new Verdicts(Duration.ofMinutes(5), Duration.ofSeconds(15));
    private final Random random;
    private final int most;
    private final List<String> processes = new ArrayList<>();

    /** By job: when it began, and when it ended. */
    private final Map<String, Integer> begun = new LinkedHashMap<>();

    private final Map<String, Integer> ended = new HashMap<>();

    /** Up to when each log was read, which never goes back. */
    private final Map<String, Integer> readUntil = new HashMap<>();

    private boolean alive = true;
    private int now = 10_000;
    private int jobs;

    World(Random random, int most) {
      this.random = random;
      this.most = most;
    }

    /** Ten steps, and a look whose three parts are at different ones. */
    List<Verdict> second() {
      step();
      Map<String, Instant> read = new HashMap<>();
      lags.keySet().forEach(log -> read.put(log, instant(readUntil(log))));
      step();
      List<PlacedJob> running = running();
      step();
      Map<String, QueueSight> sights = Map.of(QUEUE, new QueueSight(true, 0, processes.size()));
      List<Verdict> due =
          verdicts.look(new Round(read, running, sights, Instant.EPOCH, instant(now)));
      for (int i = 0; i < 7; i++) {
        step();
      }
      return due;
    }

    List<String> killAll() {
      List<String> atWork = processes.stream().filter(job -> !job.isEmpty()).toList();
      processes.clear();
      alive = false;
      return atWork;
    }

    private void step() {
      now += STEP;
      if (!alive) {
        return;
      }
      if (random.nextInt(20) == 0) {
        lags.replaceAll((log, lag) -> random.nextInt(4_000));
      }
      if (processes.size() < most && random.nextInt(10) == 0) {
        processes.add("");
      }
      for (int i = 0; i < processes.size(); i++) {
        String job = processes.get(i);
        if (job.isEmpty() && random.nextInt(5) == 0) {
          String next = "j" + jobs++;
          begun.put(next, now);
          processes.set(i, next);
        } else if (!job.isEmpty() && random.nextInt(10) == 0) {
          ended.put(job, now);
          processes.set(i, "");
        }
      }
      if (random.nextInt(20) == 0) {
        processes.remove(""); // One that has nothing to do goes home.
      }
    }

    private int readUntil(String log) {
      return readUntil.merge(log, now - lags.get(log), Math::max);
    }

    private List<PlacedJob> running() {
      List<PlacedJob> running = new ArrayList<>();
      begun.forEach(
          (job, at) -> {
            String log = "log." + job.hashCode() % 2;
            int read = readUntil(log);
            if (at <= read && ended.getOrDefault(job, Integer.MAX_VALUE) > read) {
              running.add(
                  new PlacedJob(
                      new RunningJob(
                          job,
                          ResourceRef.unknown("f"),
                          "x",
                          1,
                          instant(at),
                          null,
                          List.of(),
                          List.of(log)),
                      QUEUE,
                      true,
                      log));
            }
          });
      return running;
    }

    private static Instant instant(int millis) {
      return Instant.ofEpochMilli(millis);
    }
  }
}
