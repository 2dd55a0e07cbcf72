package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Event;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 for url: http://h/api/files/1?key=s3cr3t-Val&x=1 | 404 for url: http://h/api/files/1?key=[hidden]&x=1",
        "{\"secretKey\": \"s3cr3t-Val\"} | {\"secretKey\": \"[hidden]\"}",
        "{'secretKey': 's3cr3t-Val'} | {'secretKey': '[hidden]'}",
        "X-API-KEY: s3cr3t-Val | X-API-KEY: [hidden]",
        "'X-API-Key': 's3cr3t-Val' | 'X-API-Key': '[hidden]'",
        "Authorization: Bearer s3cr3t-Val | Authorization: Bearer [hidden]",
        "amqp://guest:s3cr3t-Val@host/vhost | amqp://guest:[hidden]@host/vhost",
        "password=s3cr3t-Val; | password=[hidden];",
        "api_key=s3cr3t-Val | api_key=[hidden]",
        "Processing monkey=business and 10 keys | Processing monkey=business and 10 keys",
        "KeyError: 'name' | KeyError: 'name'",
        "Started processing. | Started processing.",
      })
  void secretsAreTakenOutAndNothingElse(String text, String safe) {
    assertThat(Redactor.redact(text)).isEqualTo(safe);
  }

  @Property
  void noTextWhateverItHoldsMakesTheRedactorFail(@ForAll String text) {
    assertThat(Redactor.redact(text + "?key=abc123")).doesNotContain("key=abc123");
  }

  @Property
  void aCutTextIsWithinItsLimitAndWellFormed(@ForAll String text) {
    String cut = Limits.cut(text + "x".repeat(50), 40);

    assertThat(cut).isNotNull();
    assertThat(cut.length()).isLessThanOrEqualTo(40);
    assertThat(cut).endsWith(" [cut]");
  }
}
