package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A queue, its processes and looks at it, in any order of events: what comes, takes a job, says that it
 * began, dies, scales up and down.
 */
class HeadWatchPropertyTest {
  private static final int LIMIT = 5;

  private static final class World {
    final Random chance;
    final boolean deadly;
    final List<InFlight> sent = new ArrayList<>();
    final List<Instant> arrivals = new ArrayList<>();
    Instant now = T0;
    Instant lastBegun = Instant.EPOCH;
    Optional<HeadWatch> watch = Optional.empty();
    int idle;
    int busy;
    boolean taken;
    int victims;
    boolean told;

    World(long seed, boolean deadly) {
      this.chance = new Random(seed);
      this.deadly = deadly;
    }

    /** Where the first kills, nobody is left to take another. */
    void step() {
      now = now.plusMillis(100L + chance.nextInt(3_000));
      switch (chance.nextInt(6)) {
        case 0, 1 -> come();
        case 2 -> sent.add(new InFlight("job" + sent.size() + now, "ann", now));
        case 3 -> take();
        case 4 -> leave();
        default -> look();
      }
    }

    void come() {
      arrivals.add(now);
      idle++;
    }

    /** A process takes the first, and has a moment to say so. */
    void take() {
      if (taken) {
        if (deadly) {
          victims++;
        } else {
          sent.remove(0);
          lastBegun = now;
          busy++;
        }
        taken = false;
      } else if (idle > 0 && !sent.isEmpty()) {
        taken = true;
        idle--;
      }
    }

    /** Scaled down, done, or killed in mid-work: never with a job that it did not begin. */
    void leave() {
      if (busy > 0) {
        busy--;
      } else if (idle > 0 && sent.isEmpty()) {
        idle--;
      }
    }

    void look() {
      QueueState queue =
          new QueueState(true, sent.size() - (taken ? 1 : 0), idle + busy + (taken ? 1 : 0), now);
      watch = HeadWatch.next(watch, sent, queue, now);
      told |=
          watch
              .flatMap(seen -> seen.gone(arrivals, queue, LIMIT))
              .filter(since -> lastBegun.isBefore(since))
              .isPresent();
    }
  }

  @Property(tries = 500)
  void noJobIsToldOfWhileWhoeverTakesOneBeginsIt(@ForAll long seed) {
    World world = new World(seed, false);
    for (int i = 0; i < 400; i++) {
      world.step();
    }
    assertThat(world.told).isFalse();
  }

  @Property(tries = 500)
  void nothingIsToldBeforeTheLimit(@ForAll long seed) {
    World world = new World(seed, true);
    while (world.victims < LIMIT) {
      world.step();
      assertThat(world.told && world.victims < LIMIT).isFalse();
    }
  }

  /** Each victim is replaced, and there is a look between two of them. */
  @Property(tries = 500)
  void aJobThatKillsIsToldAfterTheLimitOfThoseThatCameSinceItWasSeen(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int waiting) {
    World world = new World(seed, true);
    for (int i = 0; i < waiting; i++) {
      world.sent.add(new InFlight("job" + i, "ann", T0.minusSeconds(100 - i)));
    }
    world.look();
    for (int victim = 1; victim <= LIMIT; victim++) {
      assertThat(world.told).isFalse();
      world.now = world.now.plusMillis(100L + world.chance.nextInt(5_000));
      world.come();
      world.take();
      world.take();
      world.look();
    }
    assertThat(world.told).isTrue();
  }
}
