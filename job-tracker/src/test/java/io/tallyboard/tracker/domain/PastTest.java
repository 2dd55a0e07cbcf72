package io.tallyboard.tracker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.domain.Past.One;
import io.tallyboard.tracker.domain.Past.TwoJob;
import io.tallyboard.tracker.domain.Past.TwoUpdate;
import io.tallyboard.tracker.domain.Past.Why;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Clowder's documents become. */
class PastTest {
  private static final String ID = "5fa39a80a1b2c3d4e5000007";
  private static final Instant SECOND = Instant.ofEpochSecond(0x5fa39a80L);

  @Test
  void anIdTellsItsSecondAndItsPlaceAmongOthers() {
    ObjectIdTime time = ObjectIdTime.of(ID).orElseThrow();

    assertThat(time.earliest()).isEqualTo(SECOND);
    assertThat(time.latest()).isEqualTo(SECOND.plusMillis(999));
    assertThat(time.seq()).isEqualTo(0x5fa39a80L * (1 << 24) + 7).isPositive();
    assertThat(ObjectIdTime.secondOf(time.seq())).isEqualTo(0x5fa39a80L);
    assertThat(ObjectIdTime.of("ffffffffa1b2c3d4e5ffffff").orElseThrow().seq()).isPositive();
    assertThat(ObjectIdTime.of("made by hand")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SUBMITTED                                  | SUBMITTED | SUBMITTED           |
          STARTED: Started processing                | STARTED   | STARTED             | Started processing
          StatusMessage.start: Started processing.   | STARTED   | StatusMessage.start | Started processing.
          StatusMessage.processing: Downloading      | PROGRESS  | StatusMessage.processing | Downloading
          DONE                                       | SUCCEEDED | DONE                |
          StatusMessage.retry: (#1) no               | RETRIED   | StatusMessage.retry | (#1) no
          StatusMessage.skip: Skipped                | SKIPPED   | StatusMessage.skip  | Skipped
          ERROR: no                                  | ERROR     | ERROR               | no
          Cancel Success                             | CANCELLED | Cancel Success      | Cancel Success
          Cancel Requested                           | PROGRESS  | Cancel Requested    | Cancel Requested
          Downloading: 50 %                          | PROGRESS  | Downloading         | Downloading: 50 %
          """)
  void theWordsOfClowderOne(String status, Event event, String word, String message) {
    Extraction e = taken(ClowderOne.map("s", one("job", status)));

    assertThat(e.event()).isEqualTo(event);
    assertThat(e.status()).isEqualTo(word);
    assertThat(e.message()).isEqualTo(message);
    assertThat(e.id()).isEqualTo("import:s:" + ID);
    assertThat(e.queue()).isEqualTo("import:s");
    assertThat(e.notBefore()).isEqualTo(SECOND);
  }

  @Test
  void aDocumentWithoutAJobIsOfALaneAndWhatNamesNothingIsSkipped() {
    assertThat(taken(ClowderOne.map("s", one(null, "DONE"))).key()).isEqualTo("file|ex");
    assertThat(taken(ClowderOne.map("s", one(null, "DONE"))).jobId()).isNull();
    assertThat(why(ClowderOne.map("s", new One(ID, null, null, "ex", "DONE", null, null))))
        .isEqualTo(Why.NO_IDENTITY);
    assertThat(why(ClowderOne.map("s", one("j", " ")))).isEqualTo(Why.NO_STATUS);
    assertThat(why(ClowderOne.map("s", one("j".repeat(129), "DONE")))).isEqualTo(Why.ID_TOO_LONG);
    assertThat(why(ClowderOne.map("s", new One("x", "f", "j", "ex", "DONE", null, null))))
        .isEqualTo(Why.NO_OBJECT_ID);
  }

  @Test
  void nobodyIsNoUser() {
    assertThat(taken(ClowderOne.map("s", one("j", "DONE"))).request()).isNull();
    One asked = new One(ID, "file", "j", "ex", "SUBMITTED", null, "5c8a1f0e4f0c2b6d1a2b3c4d");
    assertThat(taken(ClowderOne.map("s", asked)).request().user().id())
        .isEqualTo("5c8a1f0e4f0c2b6d1a2b3c4d");
    assertThat(taken(ClowderOne.map("s", asked)).source()).isEqualTo(Source.API);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Started processing. | ERROR     | STARTED
          Done processing.    | SUCCEEDED | SUCCEEDED
          Done processing.    | ERROR     | SUCCEEDED
          Done processing.    | SKIPPED   | SKIPPED
          (#3) no luck        | CREATED   | RETRIED
          the end             | ERROR     | ERROR
          the end             | SUCCEEDED | SUCCEEDED
          the end             | STARTED   | PROGRESS
          something else      | ERROR     | PROGRESS
          """)
  void whatATextOfClowderTwoMeansIsSeenFromHowTheJobEnded(String text, String status, Event event) {
    TwoUpdate update = new TwoUpdate(ID, ID, SECOND, text);

    assertThat(taken(ClowderTwo.update("s", update, two(status))).event()).isEqualTo(event);
  }

  @Test
  void theSubmissionComesFirstInItsSecondAndTakesAServersTimeOnlyIfItAgrees() {
    Extraction submitted = taken(ClowderTwo.submitted("s", two("ERROR")));
    Extraction update =
        taken(ClowderTwo.update("s", new TwoUpdate(ID, ID, SECOND, "x"), two("ERROR")));

    assertThat(submitted.seq()).isLessThan(update.seq());
    assertThat(submitted.at()).isEqualTo(SECOND);
    assertThat(submitted.controlId()).isEqualTo("import:s:" + ID);
    assertThat(submitted.request().user().name()).isEqualTo("Ann");
  }

  @Test
  void anEndThatNoUpdateTellsOfIsTakenFromTheJobOnce() {
    TwoJob job = two("ERROR");
    Extraction started =
        taken(ClowderTwo.update("s", new TwoUpdate(ID, ID, SECOND, "Started processing."), job));
    Extraction end = taken(ClowderTwo.end("s", job, List.of(started)).orElseThrow());

    assertThat(end.event()).isEqualTo(Event.ERROR);
    assertThat(end.place()).isGreaterThan(started.place());
    assertThat(ClowderTwo.end("s", job, List.of(started, end)))
        .hasValueSatisfying(again -> assertThat(taken(again)).isEqualTo(end));
    Extraction told = taken(ClowderTwo.update("s", new TwoUpdate(ID, ID, SECOND, "the end"), job));
    assertThat(ClowderTwo.end("s", job, List.of(started, told))).isEmpty();
    assertThat(ClowderTwo.end("s", two("PROCESSING"), List.of(started))).isEmpty();
  }

  private static One one(String job, String status) {
    return new One(ID, "file", job, "ex", status, SECOND, "000000000000000000000000");
  }

  private static TwoJob two(String status) {
    return new TwoJob(
        ID,
        "ex",
        "files",
        "file",
        new UserRef("ann", "Ann"),
        "{}",
        SECOND.minusSeconds(18_000),
        SECOND,
        "the end",
        status);
  }

  private static Extraction taken(Mapped mapped) {
    assertThat(mapped).isInstanceOf(Mapped.Taken.class);
    return ((Mapped.Taken) mapped).extraction();
  }

  private static Why why(Mapped mapped) {
    return ((Mapped.Skipped) mapped).why();
  }
}
