package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.tracker.domain.TailMatch.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TailMatchTest {

  @Test
  void anEmptyStoreHasNothingToRecognise() {
    TailMatch match = new TailMatch(List.of());

    assertThat(match.decided()).isTrue();
    assertThat(match.seqOf(0)).isZero();
  }

  @Test
  void newMessagesAreNumberedAfterTheStored() {
    TailMatch match = new TailMatch(List.of(stored(7, "a", true), stored(8, "b", false)));

    match.arrive("c");

    assertThat(match.decided()).isTrue();
    assertThat(match.matched()).isZero();
    assertThat(match.seqOf(0)).isEqualTo(9);
  }

  @Test
  void aBatchThatComesAgainKeepsItsPlaces() {
    TailMatch match = new TailMatch(List.of(stored(7, "a", true), stored(8, "b", false)));

    match.arrive("a");
    assertThat(match.decided()).isFalse();
    match.arrive("b");

    assertThat(match.decided()).isTrue();
    assertThat(List.of(match.seqOf(0), match.seqOf(1), match.seqOf(2))).containsExactly(7L, 8L, 9L);
  }

  @Test
  void whatEqualsOnlyTheBeginningOfABatchIsNew() {
    TailMatch match = new TailMatch(List.of(stored(7, "a", true), stored(8, "b", false)));

    match.arrive("a");
    match.quiet();

    assertThat(match.matched()).isZero();
    assertThat(match.seqOf(0)).isEqualTo(9);
  }

  /** Bodies all differ, so there is a right answer: whatever was not acknowledged keeps its place. */
  @Property(tries = 2_000)
  void anyUnacknowledgedBatchesAreRecognised(
      @ForAll @IntRange(min = 0, max = 6) int batches,
      @ForAll @IntRange(min = 0, max = 3) int unacknowledged,
      @ForAll @IntRange(min = 0, max = 5) int fresh,
      @ForAll Random random) {
    List<Stored> tail = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int b = 0; b < batches; b++) {
      starts.add(tail.size());
      int size = 1 + random.nextInt(4);
      for (int i = 0; i < size; i++) {
        tail.add(stored(tail.size(), "body-" + tail.size(), i == 0));
      }
    }
    int redeliverFrom =
        unacknowledged == 0 || batches == 0
            ? tail.size()
            : starts.get(Math.max(0, batches - unacknowledged));
    TailMatch match = new TailMatch(tail);
    int total = tail.size() - redeliverFrom + fresh;

    for (int i = 0; i < total; i++) {
      match.arrive("body-" + (redeliverFrom + i));
    }
    match.quiet();

    for (int i = 0; i < total; i++) {
      assertThat(match.seqOf(i)).isEqualTo(redeliverFrom + i);
    }
  }

  private static Stored stored(long seq, String digest, boolean batchStart) {
    return new Stored(seq, digest, Log.T0, batchStart);
  }
}
