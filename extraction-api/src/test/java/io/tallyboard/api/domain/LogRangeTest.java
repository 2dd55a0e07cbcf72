package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Place;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LogRangeTest {
  private static Place place(int at) {
    return new Place(Instant.ofEpochSecond(at), "q", 1);
  }

  private static boolean holds(LogRange range, int at) {
    int low =
        range.low().map(b -> place(at).compareTo(b.place()) - (b.included() ? 0 : 1)).orElse(0);
    int high =
        range.high().map(b -> b.place().compareTo(place(at)) - (b.included() ? 0 : 1)).orElse(0);
    return low >= 0 && high >= 0;
  }

  @Property
  void endsNarrowARangeInWhateverOrderTheyAreSet(
      @ForAll @IntRange(max = 5) int after,
      @ForAll @IntRange(max = 5) int from,
      @ForAll @IntRange(max = 5) int before,
      @ForAll @IntRange(max = 5) int through,
      @ForAll @IntRange(max = 6) int at) {
    LogRange one =
        LogRange.whole()
            .after(place(after))
            .from(place(from))
            .before(place(before))
            .through(place(through));
    LogRange other =
        LogRange.whole()
            .through(place(through))
            .from(place(from))
            .before(place(before))
            .after(place(after));
    boolean inside = at > after && at >= from && at < before && at <= through;
    assertThat(holds(one, at)).isEqualTo(inside);
    assertThat(holds(other, at)).isEqualTo(inside);
  }
}
