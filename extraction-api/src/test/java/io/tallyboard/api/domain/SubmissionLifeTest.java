package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
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
  private static final Secret KEY = new Secret("k");

  private static final Map<String, UnaryOperator<Submission>> STEPS =
      Map.of(
          "announced", SubmissionLife::announced,
          "unreachable", SubmissionLife::unreachable,
          "keyed", s -> SubmissionLife.keyed(s, KEY),
          "dispatched", s -> SubmissionLife.dispatched(s, NOW),
          "unroutable", SubmissionLife::unroutable,
          "unsure", SubmissionLife::unsure);

  /** Every step from every state; null where it is not allowed. */
  static Stream<Arguments> table() {
    SubmissionState accepted = SubmissionState.ACCEPTED;
    SubmissionState announced = SubmissionState.ANNOUNCED;
    SubmissionState dispatched = SubmissionState.DISPATCHED;
    return Stream.of(
        Arguments.of(accepted, "announced", announced),
        Arguments.of(accepted, "unreachable", accepted),
        Arguments.of(accepted, "keyed", null),
        Arguments.of(accepted, "dispatched", null),
        Arguments.of(accepted, "unroutable", null),
        Arguments.of(accepted, "unsure", null),
        Arguments.of(announced, "announced", null),
        Arguments.of(announced, "unreachable", null),
        Arguments.of(announced, "keyed", announced),
        Arguments.of(announced, "dispatched", dispatched),
        Arguments.of(announced, "unroutable", announced),
        Arguments.of(announced, "unsure", announced),
        Arguments.of(dispatched, "announced", null),
        Arguments.of(dispatched, "unreachable", null),
        Arguments.of(dispatched, "keyed", null),
        Arguments.of(dispatched, "dispatched", null),
        Arguments.of(dispatched, "unroutable", null),
        Arguments.of(dispatched, "unsure", null));
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
        "waits",
        "old",
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
          .ignoringFields("state", "waiting", "keyHash", "dispatchedAt", "dispatches", "version")
          .isEqualTo(in(from));
    }
  }

  @Test
  void whatWasSentSaysWhenAndNoLongerWaits() {
    Submission sent = SubmissionLife.dispatched(in(SubmissionState.ANNOUNCED), NOW);
    assertThat(sent.dispatchedAt()).isEqualTo(NOW);
    assertThat(sent.dispatches()).isEqualTo(2);
    assertThat(sent.waiting()).isNull();
    assertThat(sent.keyHash()).isEqualTo("old");
  }

  @Test
  void whatCameBackForgetsItsKeyAndNamesTheQueue() {
    Submission back = SubmissionLife.unroutable(in(SubmissionState.ANNOUNCED));
    assertThat(back.keyHash()).isNull();
    assertThat(back.waiting()).contains("\"the-queue\" does not exist");
    assertThat(back.dispatches()).isEqualTo(1);
  }

  @Test
  void whatMayHaveBeenSentKeepsItsKeyAndCounts() {
    Submission unsure = SubmissionLife.unsure(in(SubmissionState.ANNOUNCED));
    assertThat(unsure.keyHash()).isEqualTo("old");
    assertThat(unsure.dispatches()).isEqualTo(2);
    assertThat(unsure.waiting()).isNotBlank();
  }

  @Test
  void onlyTheHashOfAKeyIsKept() {
    Submission keyed = SubmissionLife.keyed(in(SubmissionState.ANNOUNCED), KEY);
    assertThat(keyed.keyHash()).isEqualTo(KEY.hash()).isNotEqualTo(KEY.text()).hasSize(64);
  }
}
