package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCursorTest {
  @Property
  void aCursorIsReadBack(@ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
    Instant through = Instant.ofEpochMilli(millis);
    assertThat(StreamCursor.read(StreamCursor.of(through))).isEqualTo(through);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "12", "cyAxMngz", "dCAxMjM", "!", "cyA5OTk5OTk5OTk5OTk5OTk5OTk5OTk"})
  void anythingElseIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> StreamCursor.read(text));
  }
}
