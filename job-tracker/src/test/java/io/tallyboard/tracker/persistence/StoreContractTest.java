package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Source;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.TailMatch.Stored;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.UpdateLog;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the tracker relies on of its store, on whichever store there is. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class StoreContractTest {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14.123Z");

  @Inject UpdateLog log;
  @Inject JobStore store;

  private final String queue = "q" + UUID.randomUUID();

  @Test
  void anUpdateIsReadBackAsItWasWritten() {
    Extraction written = extraction(0, "a");

    get(log.append(List.of(new Entry.Kept(written))));
    List<Extraction> again = get(log.append(List.of(new Entry.Kept(extraction(0, "other")))));

    assertThat(again).containsExactly(written);
  }

  @Test
  void appendingAgainStoresOnlyWhatIsNewAndAnswersWhatStands() {
    get(log.append(List.of(kept(0, "a"), kept(1, "b"), rejected(2), kept(3, "d"))));

    List<Extraction> stored =
        get(
            log.append(
                List.of(kept(0, "A"), kept(1, "B"), rejected(2), kept(3, "D"), kept(4, "e"))));

    assertThat(stored).extracting(Extraction::message).containsExactly("a", "b", "d", "e");
    assertThat(get(log.tail(queue, 100)))
        .extracting(Stored::seq)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void theTailIsTheEndOfBothCollectionsInOrder() {
    get(log.append(List.of(kept(0, "a"), rejected(1), kept(2, "c"), rejected(3))));

    assertThat(get(log.tail(queue, 3))).extracting(Stored::seq).containsExactly(1L, 2L, 3L);
    assertThat(get(log.tail(queue, 3)))
        .extracting(Stored::batchStart)
        .containsExactly(false, false, false);
    assertThat(get(log.lastReceivedAt(queue))).isEqualTo(T0.plusSeconds(3));
    assertThat(get(log.lastReceivedAt("another"))).isNull();
  }

  @Test
  void aRecordIsWrittenOnlyOverTheVersionBefore() {
    String id = "job-" + queue;
    Job first = JobFold.fold(null, Subject.given(id), List.of(extraction(0, "a")));
    Job second = JobFold.fold(first, Subject.given(id), List.of(extraction(1, "b")));

    assertThat(get(store.write(List.of(first)))).isEmpty();
    assertThat(get(store.write(List.of(first)))).containsExactly(id);
    assertThat(get(store.write(List.of(second)))).isEmpty();
    assertThat(get(store.write(List.of(second)))).containsExactly(id);
    assertThat(get(store.jobs(Set.of(id, "none")))).containsOnlyKeys(id).containsValue(second);
  }

  @Test
  void oneConflictAmongManyWritesHoldsUpNoOther() {
    Job taken = job("taken");
    get(store.write(List.of(taken)));

    Set<String> lost = get(store.write(List.of(job("x"), taken, job("y"))));

    assertThat(lost).containsExactly(taken.id());
    assertThat(get(store.jobs(Set.of("x" + queue, "y" + queue)))).hasSize(2);
  }

  @Test
  void aLaneIsWrittenOnlyOverTheVersionBefore() {
    Lane lane =
        new Lane(
            "lane-" + queue,
            List.of(new Lane.Run("j1", Event.STARTED, true)),
            null,
            T0,
            2,
            List.of(),
            1);

    assertThat(get(store.writeLanes(List.of(lane)))).isEmpty();
    assertThat(get(store.writeLanes(List.of(lane)))).containsExactly(lane.id());
    assertThat(get(store.lanes(Set.of(lane.id())))).containsEntry(lane.id(), lane);
  }

  @Test
  void aQueuesPositionNeverGoesBack() {
    assertThat(get(store.foldedThrough(queue))).isEqualTo(-1);

    get(store.foldedThrough(queue, 7));
    get(store.foldedThrough(queue, 5));

    assertThat(get(store.foldedThrough(queue))).isEqualTo(7);
  }

  @Test
  void anEmptyBatchIsNoTrouble() {
    assertThat(get(log.append(List.of()))).isEmpty();
  }

  private Job job(String name) {
    Job job = JobFold.fold(null, Subject.given(name + queue), List.of(extraction(0, "a")));
    assertThat(job.state()).isEqualTo(JobState.PROCESSING);
    return job;
  }

  private Entry kept(long seq, String message) {
    return new Entry.Kept(extraction(seq, message));
  }

  private Entry rejected(long seq) {
    return new Entry.Rejected(
        new RejectedUpdate(
            Extraction.id(queue, seq),
            queue,
            seq,
            null,
            "NOT_JSON",
            "The message is not JSON.",
            "x",
            1,
            "digest",
            T0.plusSeconds(seq),
            false));
  }

  private Extraction extraction(long seq, String message) {
    return new Extraction(
        Extraction.id(queue, seq),
        queue,
        seq,
        Source.EXTRACTOR,
        "job",
        ResourceRef.unknown("f1"),
        "ncsa.wordcount",
        Event.PROGRESS,
        null,
        message,
        null,
        null,
        T0.plusSeconds(seq),
        null,
        null,
        "digest",
        seq == 0);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
