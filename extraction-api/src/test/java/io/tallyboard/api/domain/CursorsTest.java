package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.contract.store.Place;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

  @Property(tries = 200)
  void aPlaceInAListIsReadAsItWasWritten(
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis,
      @ForAll @StringLength(max = 128) String id) {
    PagePoint point = new PagePoint(Instant.ofEpochMilli(millis), wellFormed(id));
    assertThat(PagePoint.of(point.cursor())).isEqualTo(point);
    assertThat(point.cursor()).matches("[A-Za-z0-9_-]*");
  }

  @Property(tries = 200)
  void aPlaceInTheLogIsReadAsItWasWritten(
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis,
      @ForAll @StringLength(max = 100) String queue,
      @ForAll long seq) {
    Place place = new Place(Instant.ofEpochMilli(millis), wellFormed(queue), seq);
    assertThat(EventCursor.read(EventCursor.of(place))).isEqualTo(place);
  }

  /** Half a surrogate pair cannot be written as UTF-8. */
  private static String wellFormed(String text) {
    return text.replaceAll("\\p{Cs}", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "nonsense", "MTIz", "????", "YSBi"})
  void whatIsNoCursorIsRefused(String text) {
    assertThatThrownBy(() -> PagePoint.of(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventCursor.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
