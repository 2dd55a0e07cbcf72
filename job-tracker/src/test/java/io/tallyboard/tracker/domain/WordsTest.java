package io.tallyboard.tracker.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Event;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What updates say, in all the dialects there are: status words, times, secrets. */
class WordsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "StatusMessage.start | StatusMessage.start: Started processing. | Started processing. | STARTED | Started processing.",
        "StatusMessage.retry | StatusMessage.retry: (#1) no | - | RETRIED | (#1) no",
        "- | STARTED: Started | - | STARTED | Started",
        "- | PROCESSING: Downloading: a.txt | - | PROGRESS | Downloading: a.txt",
        "- | SUCCEEDED: ok | - | SUCCEEDED | ok",
        "- | DONE | - | SUCCEEDED | -",
        "- | SUBMITTED | - | SUBMITTED | -",
        "- | RESUBMITTED: again | - | RETRIED | again",
        "- | Skipped: no text | - | SKIPPED | no text",
        "- | Error: broken | - | ERROR | broken",
        "- | Downloading file. | - | PROGRESS | Downloading file.",
        "- | Note: half way | - | PROGRESS | Note: half way",
        "StatusMessage.dance | StatusMessage.dance: hop | hop | PROGRESS | hop",
        "- | - | hello | PROGRESS | hello",
        "- | - | - | PROGRESS | -",
      })
  void statusWordsAreUnderstoodInEachDialect(
      String type, String status, String message, Event event, String text) {
    assertThat(StatusWords.read(type, status, message)).isEqualTo(new StatusWords(event, text));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-11-21T18:52:14-00:00, 2026-11-21T18:52:14Z",
        "2026-11-21T18:52:14+05:50, 2026-11-21T13:02:14Z",
        "2026-11-21T18:52:14-05:00, 2026-11-21T23:52:14Z",
        "2026-11-21T18:52:14+01:00, 2026-11-21T17:52:14Z",
        "2026-11-21T18:52:14Z, 2026-11-21T18:52:14Z",
        "2026-11-21 18:52:14.123456, 2026-11-21T18:52:14.123Z",
        "2026-11-21T18:52:14, 2026-11-21T18:52:14Z",
        "2026-11-21T18:52:14+0530, 2026-11-21T13:22:14Z",
        "yesterday, -",
        "'', -",
        "2026-13-41T99:52:14Z, -",
        "+999999999-12-31T23:59:59Z, -",
      })
  void timesAreReadWhateverTheirZone(String text, String instant) {
    assertThat(ClaimedTime.parse(text))
        .isEqualTo(java.util.Optional.ofNullable(instant).map(Instant::parse));
  }

  @Property(tries = 10_000)
  void theUsualShapeOfATimeIsReadAsTheFormatterReadsIt(
      @ForAll @IntRange(min = 0, max = 12_000) int year,
      @ForAll @IntRange(min = 0, max = 13) int month,
      @ForAll @IntRange(min = 0, max = 32) int day,
      @ForAll @IntRange(min = 0, max = 24) int hour,
      @ForAll @IntRange(min = 0, max = 60) int second,
      @ForAll @IntRange(min = -19 * 60, max = 19 * 60) int offset) {
    String text =
        "%04d-%02d-%02dT%02d:59:%02d%s%02d:%02d"
            .formatted(
                year,
                month,
                day,
                hour,
                second,
                offset < 0 ? "-" : "+",
                Math.abs(offset) / 60,
                Math.abs(offset) % 60);

    assertThat(ClaimedTime.parse(text)).isEqualTo(ClaimedTime.leniently(text));
  }

  @Property
  void whatIsNearlyATimeIsReadAsTheFormatterReadsIt(
      @ForAll @IntRange(min = 0, max = 24) int at, @ForAll char instead) {
    StringBuilder text = new StringBuilder("2026-11-21T18:52:14-05:00");
    text.setCharAt(at, instead);

    assertThat(ClaimedTime.parse(text.toString()))
        .isEqualTo(ClaimedTime.leniently(text.toString()));
  }

  @Property
  void aTextIsWellFormedAfterwardsAndOtherwiseTheSame(@ForAll String text) {
    String mended = Texts.wellFormed(text + "\uD83D");

    assertThat(mended).hasSize(text.length() + 1).endsWith("\uFFFD");
    assertThat(new String(mended.getBytes(UTF_8), UTF_8)).isEqualTo(mended);
    assertThat(Texts.wellFormed(mended)).isSameAs(mended);
  }

  @Property
  void aCutTextIsWithinItsLimitAndWellFormed(@ForAll String text) {
    String cut = Limits.cut(Texts.wellFormed(text) + "x".repeat(50), 40);

    assertThat(cut).isNotNull();
    assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(40);
    assertThat(cut).endsWith(" [cut]");
    assertThat(Texts.wellFormed(cut)).isEqualTo(cut);
  }

  @Property
  void whatFitsIsNotCut(@ForAll String text) {
    assertThat(Limits.cut(text, Math.max(6, text.getBytes(UTF_8).length))).isEqualTo(text);
  }
}
