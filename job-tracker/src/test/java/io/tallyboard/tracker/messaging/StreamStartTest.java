package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.tracker.messaging.StreamProbe.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamStartTest {

  @ParameterizedTest
  @CsvSource({
    // read through, its end, the same as stored, waited, what it is
    "-1,    , ,      false, GO_ON",
    "-1,   7, ,      false, GO_ON",
    " 5,   7, ,      false, GO_ON",
    " 5,   5, ,      false, GO_ON",
    " 5,   4, false, false, ANEW",
    " 5,   4, true,  false, WAIT",
    " 5,   4, true,  true,  ANEW",
    " 5,   4, ,      false, WAIT",
    " 5,   4, ,      true,  ANEW",
    " 5,    , ,      false, WAIT",
    " 5,    , ,      true,  ANEW",
  })
  void everyCase(
      long through,
      @Nullable Long end,
      @Nullable Boolean same,
      boolean waited,
      StreamStart expected) {
    List<Seen> seen = end == null ? List.of() : List.of(new Seen(0, "a"), new Seen(end, "b"));

    assertThat(StreamStart.of(through, seen, same, waited)).isEqualTo(expected);
  }
}
