package io.tallyboard.api.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobKeyTest {
  private static final Instant ENDED = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Submission JOB =
      new Submission(
          "j",
          ResourceRef.file("f"),
          null,
          0,
          "e",
          "e",
          new Request(null, How.MANUAL, null, null),
          "u",
          SubmissionState.DISPATCHED,
          null,
          ENDED,
          null,
          1,
          1);

  private static boolean closed(JobState state, Duration after, Instant minted) {
    JobKey key =
        new JobKey(JOB, minted, Optional.empty(), Optional.of(new JobKey.End(state, ENDED)));
    return key.closed(ENDED.plus(after), GRACE).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "SKIPPED", "ERROR", "CANCELLED"})
  void aKeyOutlivesItsJobByTheGraceAndNoLonger(JobState state) {
    Instant before = ENDED.minusSeconds(5);
    assertThat(closed(state, GRACE, before)).isFalse();
    assertThat(closed(state, GRACE.plusMillis(1), before)).isTrue();
  }

  @Test
  void aLostJobMayComeBackWithItsKey() {
    assertThat(closed(JobState.LOST, Duration.ofDays(30), ENDED)).isFalse();
  }

  @Test
  void aKeyThatWasMintedForAReplayIsGoodThoughTheJobEndedLongAgo() {
    Instant replayed = ENDED.plus(Duration.ofDays(9));
    assertThat(closed(JobState.ERROR, Duration.ofDays(9).plusMinutes(5), replayed)).isFalse();
    assertThat(closed(JobState.ERROR, Duration.ofDays(9).plusHours(2), replayed)).isTrue();
  }

  @Test
  void aJobThatGoesOnKeepsItsKey() {
    JobKey key = new JobKey(JOB, ENDED, Optional.empty(), Optional.empty());
    assertThat(key.closed(ENDED.plus(Duration.ofDays(900)), GRACE)).isEmpty();
  }

  @Test
  void whatWasTakenBackSaysWhy() {
    JobKey key = new JobKey(JOB, ENDED, Optional.of("Ann cancelled it."), Optional.empty());
    assertThat(key.closed(ENDED, GRACE)).contains("Ann cancelled it.");
  }
}
