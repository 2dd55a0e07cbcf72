package io.tallyboard.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T14:02:00Z, 2026-11-24T14:02:00Z",
    "2026-11-24t14:02:00.123456z, 2026-11-24T14:02:00.123456Z",
    "2026-11-24T14:02:00+01:30, 2026-11-24T12:32:00Z",
    "2026-11-24T14:02:00-23:59, 2026-11-25T14:01:00Z",
    "2026-11-24T14:02:00+19:07, 2026-11-23T18:55:00Z",
    "0204-02-03T19:34:03-09:48, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59-23:59, 9999-12-31T23:59:59.999Z"
  })
  void whatRfc3339WritesIsRead(String text, Instant expected) {
    assertThat(Moments.read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-11-24", "2026-13-24T14:02:00Z", "2026-11-24T14:02:00+24:00"})
  void whatIsNoMomentIsRefused(String text) {
    assertThatThrownBy(() -> Moments.read(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void aYearThatNoStoreKeepsIsTheLast() {
    assertThat(Moments.read("+10000-01-01T00:00:00Z"))
        .isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
  }
}
