package io.tallyboard.api.domain;

import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobMergeTest {

  private static Submission submission(String id, long second) {
    return new Submission(
        id,
        ResourceRef.file("f"),
        null,
        0,
        "e",
        "e",
        new Request(new UserRef("ann", null), How.MANUAL, null, "{}"),
        "u",
        SubmissionState.ACCEPTED,
        Waiting.of(WaitReason.NO_QUEUE, T0),
        T0.plusSeconds(second),
        null,
        0,
        1);
  }

  private static Job record(String id, long second) {
    return job(id).at(T0.plusSeconds(second)).state(JobState.SUBMITTED).build();
  }

  private static Wait wait(String text) {
    return new Wait(WaitReason.NO_QUEUE, null, T0, Duration.ZERO, text, Optional.empty(), false);
  }

  private static List<String> ids(Page<JobCard> page) {
    return page.items().stream().map(JobCard::id).toList();
  }

  @Test
  void bothKindsAreOneListTheNewestFirst() {
    Page<JobCard> page =
        JobMerge.page(
            List.of(submission("s2", 20), submission("s1", 5)),
            List.of(record("j2", 10), record("j1", 1)),
            Map.of(),
            10);
    assertThat(ids(page)).containsExactly("s2", "j2", "s1", "j1");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void aRecordCountsBeforeItsSubmission() {
    Page<JobCard> page =
        JobMerge.page(
            List.of(submission("x", 1)), List.of(record("x", 2)), Map.of("x", wait("queue")), 10);
    assertThat(page.items()).hasSize(1);
    assertThat(page.items().get(0).version()).isEqualTo(7);
    assertThat(page.items().get(0).waitingReason()).isEqualTo("queue");
  }

  @Test
  void aPageEndsAtItsLimitAndTheNextBeginsAfterIt() {
    Page<JobCard> page =
        JobMerge.page(
            List.of(submission("s", 3)), List.of(record("b", 2), record("a", 2)), Map.of(), 2);
    assertThat(ids(page)).containsExactly("s", "b");
    assertThat(page.next().map(cursor -> JobPoint.of(cursor, JobSort.NEWEST)))
        .contains(new JobPoint(JobSort.NEWEST, T0.plusSeconds(2).toEpochMilli(), "b"));
  }

  @Test
  void onlyWhatIsSubmittedWaits() {
    Job started = job("x").state(JobState.STARTED).build();
    Page<JobCard> page = JobMerge.page(List.of(), List.of(started), Map.of("x", wait("old")), 2);
    assertThat(page.items().get(0).waitingReason()).isNull();
  }
}
