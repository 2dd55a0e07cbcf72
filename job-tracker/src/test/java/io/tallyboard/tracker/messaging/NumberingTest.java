package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.contract.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the offsets of a stream become places, as RabbitMQ 3.10 gives them. */
class NumberingTest {
  private final List<String> gaps = new ArrayList<>();

  @Test
  void theLastOneFoldedComesAgainAndIsDone() {
    Numbering numbering = after(7, "seven");

    assertThat(arrive(numbering, 7, "seven")).isEqualTo(Numbering.DONE);
    assertThat(arrive(numbering, 8, "eight")).isEqualTo(8);
    assertThat(gaps).isEmpty();
  }

  @Test
  void anotherMessageInItsPlaceMeansAnotherStream() {
    assertThatThrownBy(() -> arrive(after(7, "seven"), 7, "other"))
        .isInstanceOf(StreamMadeAnew.class);
  }

  @Test
  void noMessageInItsPlaceMeansAnotherStream() {
    assertThatThrownBy(() -> arrive(after(7, "seven"), 8, "eight"))
        .isInstanceOf(StreamMadeAnew.class);
  }

  @Test
  void whatIsNotKnownIsNotCompared() {
    assertThat(arrive(after(7, null), 7, "any")).isEqualTo(Numbering.DONE);
  }

  @Test
  void oneOffsetIsTheBrokersOwnWhereASegmentBegins() {
    Numbering numbering = after(7, "seven");
    arrive(numbering, 7, "seven");

    assertThat(arrive(numbering, 9, "nine")).isEqualTo(9);
    assertThat(gaps).isEmpty();
  }

  @Test
  void whereTheSegmentOfTheLastOneWasRemovedAndNothingAfterItNothingIsMissing() {
    assertThat(arrive(after(7, "seven"), 9, "nine")).isEqualTo(9);
    assertThat(gaps).isEmpty();
  }

  @Test
  void moreThanThatIsAGap() {
    assertThat(arrive(after(7, "seven"), 20, "x")).isEqualTo(20);
    assertThat(arrive(after(-1, null), 3, "x")).isEqualTo(3);
    assertThat(gaps).containsExactly("8-19", "0-2");
  }

  private Numbering after(long through, @Nullable String digest) {
    return new Numbering.ByOffset(through, digest, (from, to) -> gaps.add(from + "-" + to));
  }

  private static long arrive(Numbering numbering, long offset, String digest) {
    return numbering.arrive(Map.of(Topology.STREAM_OFFSET, offset), digest);
  }
}
