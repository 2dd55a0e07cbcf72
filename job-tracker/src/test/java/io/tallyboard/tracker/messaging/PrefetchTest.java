package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private static final long MIB = 1 << 20;

  @Test
  void soManyAreAskedForThatTwiceTheirSizeFits() {
    Prefetch prefetch = new Prefetch(1_000);

    prefetch.shrink(25 * MIB, 25, 24 * MIB);

    assertThat(prefetch.now()).isEqualTo(12);
  }

  @Test
  void oneIsAlwaysAskedFor() {
    Prefetch prefetch = new Prefetch(1_000);

    prefetch.shrink(128 * MIB, 1, 24 * MIB);

    assertThat(prefetch.now()).isEqualTo(1);
    assertThat(prefetch.mayShrink()).isFalse();
  }

  @Test
  void itGrowsBackOnceTheyAreSmallAgain() {
    Prefetch prefetch = new Prefetch(1_000);
    prefetch.shrink(25 * MIB, 25, 24 * MIB);

    assertThat(prefetch.mayGrow(7 * MIB, 24 * MIB)).isFalse();
    assertThat(prefetch.mayGrow(5 * MIB, 24 * MIB)).isTrue();
    for (int i = 0; i < 10; i++) {
      prefetch.grow();
    }

    assertThat(prefetch.now()).isEqualTo(1_000);
    assertThat(prefetch.mayGrow(0, 24 * MIB)).isFalse();
  }

  @Property
  void itOnlyShrinksToWhatIsPossible(
      @ForAll @IntRange(min = 1, max = 10_000) int most,
      @ForAll @LongRange(min = 1, max = 1L << 40) long held,
      @ForAll @IntRange(min = 0, max = 10_000) int count,
      @ForAll @LongRange(min = 1, max = 1L << 30) long share) {
    Prefetch prefetch = new Prefetch(most);

    prefetch.shrink(held, count, share);

    assertThat(prefetch.now()).isBetween(1, Math.max(1, most / 2));
  }
}
