package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=2-4, 2, 4",
    "bytes=2-, 2, 9",
    "bytes=-3, 7, 9",
    "bytes=-30, 0, 9",
    "bytes=5-999, 5, 9"
  })
  void aPartIsTakenAsItIsAskedFor(String header, long from, long to) {
    assertThat(ByteRange.of(header, 10)).contains(new ByteRange(from, to, 10));
  }

  @ParameterizedTest
  @CsvSource({"bytes=4-2", "bytes=-", "bytes=1-2;3-4", "lines=1-2", "nonsense", "bytes=a-b"})
  void whatIsNoSinglePartIsTheWhole(String header) {
    assertThat(ByteRange.of(header, 10)).contains(ByteRange.whole(10));
    assertThat(ByteRange.of(null, 10)).contains(ByteRange.whole(10));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-", "bytes=10-12", "bytes=-0"})
  void whatIsNotThereIsNothing(String header) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(Optional.empty());
  }

  @Test
  void ofNothingTheWholeIsNothing() {
    ByteRange whole = ByteRange.of(null, 0).orElseThrow();
    assertThat(whole.length()).isZero();
    assertThat(whole.all()).isTrue();
    assertThat(ByteRange.of("bytes=0-", 0)).isEmpty();
  }
}
