package io.tallyboard.tracker.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.tracker.messaging.Attendance.Question;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttendanceTest {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14Z");
  private static final Instant BEFORE = T0.minusSeconds(3600);

  private Instant now = T0;
  private final Attendance attendance = new Attendance(10, BEFORE);

  @Test
  void whatLayThereWhenTheReadingBeganIsAsOldAsTheLastProof() {
    assertThat(arrives()).isEqualTo(BEFORE);
  }

  @Test
  void aProofNeedsTheBacklogToHaveArrived() {
    proof();
    assertThat(arrives()).isEqualTo(BEFORE);

    attendance.pastBacklog();
    proof();
    assertThat(arrives()).isNull();
  }

  @Test
  void anAnswerCountsFromWhenItWasAskedFor() {
    attendance.pastBacklog();
    Instant asked = now;
    proof();

    assertThat(attendance.provedAt()).isEqualTo(asked);
  }

  @Test
  void aPlainQueueThatStillHasMessagesIsNotReadToItsEnd() {
    attendance.pastBacklog();
    Question question = attendance.ask(now);
    attendance.answered(question, false, now);
    pass(200);
    attendance.judge(now);

    assertThat(arrives()).isEqualTo(BEFORE);
  }

  @Test
  void outOfCreditNothingIsReadAsItCame() {
    live();
    Instant proved = attendance.provedAt();
    for (int i = 0; i < 9; i++) {
      assertThat(arrives()).isNull();
    }
    assertThat(arrives()).isEqualTo(proved);
    attendance.acknowledged(10, now);
    pass(300);
    assertThat(arrives()).as("nobody knows how many had been waiting").isEqualTo(proved);

    live();
    assertThat(arrives()).isNull();
  }

  @Test
  void anAcknowledgementIsOnItsWayForAWhile() {
    live();
    for (int i = 0; i < 9; i++) {
      arrives();
    }
    attendance.acknowledged(9, now);

    assertThat(arrives()).as("the broker may not have it yet").isNotNull();
  }

  @Test
  void keepingUpIsProofEnoughHoweverBusyTheQueueIs() {
    live();
    for (int i = 0; i < 100; i++) {
      Question question = attendance.ask(now);
      pass(100);
      assertThat(arrives()).isNull();
      attendance.acknowledged(1, now);
      attendance.answered(question, false, now);
      pass(200);
      attendance.judge(now);
    }
    assertThat(attendance.provedAt()).isAfter(now.minusSeconds(1));
  }

  @Test
  void aProcessThatWasStoppedDoesNotTakeItsPauseForAQuietQueue() {
    live();
    Instant proved = attendance.provedAt();
    pass(60_000);

    assertThat(arrives()).isEqualTo(proved);
    attendance.judge(now);
    assertThat(arrives()).isEqualTo(proved);

    live();
    assertThat(arrives()).isNull();
  }

  @Test
  void whatWasAskedBeforeAPauseProvesNothingAfterIt() {
    live();
    Question question = attendance.ask(now);
    Instant asked = now;
    pass(60_000);
    attendance.answered(question, true, now);
    pass(200);
    attendance.judge(now);

    assertThat(arrives()).isEqualTo(asked);
  }

  @Test
  void aClockThatIsSetBackGivesTheEarlierBound() {
    live();
    now = now.minusSeconds(30);
    arrives();
    assertThat(attendance.provedAt()).isEqualTo(now);
  }

  private @org.jspecify.annotations.Nullable Instant arrives() {
    return attendance.arrived(now);
  }

  private void live() {
    attendance.pastBacklog();
    attendance.acknowledged(0, now);
    proof();
  }

  private void proof() {
    Question question = attendance.ask(now);
    attendance.answered(question, true, now);
    pass(Attendance.ON_ITS_WAY.toMillis());
    attendance.judge(now);
  }

  private void pass(long millis) {
    now = now.plus(Duration.ofMillis(millis));
  }
}
