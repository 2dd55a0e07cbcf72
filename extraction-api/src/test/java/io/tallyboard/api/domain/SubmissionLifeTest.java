package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionLifeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Map<String, UnaryOperator<Submission>> STEPS =
      Map.of(
          "announced",
          SubmissionLife::announced,
          "unreachable",
          s -> SubmissionLife.unreachable(s, NOW),
          "keyed",
          SubmissionLife::keyed,
          "dispatched",
          s -> SubmissionLife.dispatched(s, NOW),
          "unroutable",
          s -> SubmissionLife.unroutable(s, NOW),
          "unsure",
          s -> SubmissionLife.unsure(s, NOW),
          "cancelled",
          SubmissionLife::cancelled,
          "reopened",
          SubmissionLife::reopened);

  /** Every step from every state; null where it is not allowed. */
  static Stream<Arguments> table() {
    SubmissionState accepted = SubmissionState.ACCEPTED;
    SubmissionState announced = SubmissionState.ANNOUNCED;
    SubmissionState dispatched = SubmissionState.DISPATCHED;
    SubmissionState cancelled = SubmissionState.CANCELLED;
    Map<String, SubmissionState> allowed =
        Map.of(
            accepted + " announced", announced,
            accepted + " unreachable", accepted,
            accepted + " cancelled", cancelled,
            announced + " keyed", announced,
            announced + " dispatched", dispatched,
            announced + " unroutable", announced,
            announced + " unsure", announced,
            announced + " cancelled", cancelled,
            dispatched + " reopened", announced);
    return Stream.of(SubmissionState.values())
        .flatMap(
            from ->
                STEPS.keySet().stream()
                    .map(step -> Arguments.of(from, step, allowed.get(from + " " + step))));
  }

  private static Submission in(SubmissionState state) {
    return new Submission(
        "j",
        ResourceRef.file("f"),
        "text/plain",
        3,
        "e",
        "the-queue",
        new Request(new UserRef("ann", "Ann"), How.MANUAL, "a.txt", "{}"),
        "updates.1",
        state,
        Waiting.of(WaitReason.NO_CONSUMER, NOW.minusSeconds(9)),
        NOW,
        null,
        1,
        5);
  }

  @ParameterizedTest
  @MethodSource("table")
  void aStepLeadsWhereTheDiagramSaysOrNowhere(
      SubmissionState from, String step, SubmissionState to) {
    UnaryOperator<Submission> taken = STEPS.get(step);
    if (to == null) {
      assertThatThrownBy(() -> taken.apply(in(from))).isInstanceOf(IllegalStateException.class);
    } else {
      Submission next = taken.apply(in(from));
      assertThat(next.state()).isEqualTo(to);
      assertThat(next.version()).isEqualTo(6);
      assertThat(next)
          .usingRecursiveComparison()
          .ignoringFields("state", "waiting", "dispatchedAt", "dispatches", "settled", "version")
          .isEqualTo(in(from));
    }
  }

  @Test
  void whatWasSentSaysWhenAndNoLongerWaits() {
    Submission sent = SubmissionLife.dispatched(in(SubmissionState.ANNOUNCED), NOW);
    assertThat(sent.dispatchedAt()).isEqualTo(NOW);
    assertThat(sent.waiting()).isNull();
    assertThat(sent.doubtful()).isFalse();
  }

  @Test
  void aMessageIsCountedBeforeItIsSent() {
    Submission keyed = SubmissionLife.keyed(in(SubmissionState.ANNOUNCED));
    assertThat(keyed.dispatches()).isEqualTo(2);
    assertThat(keyed.doubtful()).isTrue();
    assertThat(SubmissionLife.sending(keyed)).isTrue();
  }

  @Test
  void whatCameBackWasNotSent() {
    Submission back =
        SubmissionLife.unroutable(SubmissionLife.keyed(in(SubmissionState.ANNOUNCED)), NOW);
    assertThat(back.waiting()).isEqualTo(Waiting.of(WaitReason.NO_QUEUE, NOW));
    assertThat(back.dispatches()).isEqualTo(1);
    assertThat(SubmissionLife.sending(back)).isFalse();
  }

  @Test
  void whatMayHaveBeenSentStaysDoubtful() {
    Submission unsure =
        SubmissionLife.unsure(SubmissionLife.keyed(in(SubmissionState.ANNOUNCED)), NOW);
    assertThat(unsure.dispatches()).isEqualTo(2);
    assertThat(unsure.doubtful()).isTrue();
    assertThat(SubmissionLife.sending(unsure)).isFalse();
  }

  @Test
  void aReasonThatStaysKeepsTheMomentItBegan() {
    Submission first = SubmissionLife.unreachable(in(SubmissionState.ACCEPTED), NOW);
    Submission second = SubmissionLife.unreachable(first, NOW.plusSeconds(60));
    assertThat(second.waiting()).isEqualTo(Waiting.of(WaitReason.NO_BROKER, NOW));
  }

  @Test
  void whatIsPutBackHasItsMessagesBehindIt() {
    Submission again = SubmissionLife.reopened(in(SubmissionState.DISPATCHED));
    assertThat(again.doubtful()).isFalse();
    assertThat(SubmissionLife.cancelled(again).doubtful()).isFalse();
  }
}
