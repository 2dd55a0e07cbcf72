package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.Place;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.QueuePosition.Gap;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.TailMatch.Stored;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.QueuePositions.Beginning;
import io.tallyboard.tracker.ingest.QueuePositions.Through;
import io.tallyboard.tracker.ingest.UpdateLog;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tracker relies on of its store, whichever it is. */
@SuppressWarnings("NullAway.Init") // JUnit calls the method that sets them
abstract class StoreContract {
  private static final Instant T0 = Instant.parse("2026-11-21T18:52:14.123Z");

  private UpdateLog log;
  private JobStore store;
  private QueuePositions positions;

  final String queue = "q" + UUID.randomUUID();

  abstract UpdateLog log();

  abstract JobStore store();

  abstract QueuePositions positions();

  @BeforeEach
  void begin() {
    log = log();
    store = store();
    positions = positions();
  }

  @Test
  void anUpdateIsReadBackAsItWasWritten() {
    Extraction written = extraction(0, "a");

    get(log.append(List.of(Entry.Kept.of(written))));
    List<Extraction> again = get(log.append(List.of(Entry.Kept.of(extraction(0, "other")))));

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
    assertThat(get(log.stored(queue, 0, 100)))
        .extracting(Stored::seq)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void whatIsStoredIsReadByItsPlacesFromBothCollections() {
    get(log.append(List.of(kept(0, "a"), rejected(1), kept(2, "c"), rejected(3))));

    List<Stored> stored = get(log.stored(queue, 1, 100));

    assertThat(stored).extracting(Stored::seq).containsExactly(1L, 2L, 3L);
    assertThat(stored).extracting(Stored::batchStart).containsExactly(false, false, false);
    assertThat(stored.get(2).receivedAt()).isEqualTo(T0.plusSeconds(3));
    assertThat(get(log.stored(queue, 1, 2))).extracting(Stored::seq).containsExactly(1L, 2L);
    assertThat(get(log.stored("another", -5, 100))).isEmpty();
  }

  @Test
  void aRecordIsWrittenOnlyOverTheVersionBefore() {
    String id = "job-" + queue;
    Job first = fold(null, id, extraction(0, "a"));
    Job second = fold(first, id, extraction(1, "b"));

    assertThat(get(store.write(List.of(first)))).isEmpty();
    assertThat(get(store.write(List.of(first)))).containsExactly(id);
    Job otherwise = fold(first, id, extraction(1, "c"));
    assertThat(get(store.write(List.of(second)))).isEmpty();
    assertThat(get(store.write(List.of(otherwise)))).containsExactly(id);
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
            new Place(T0, queue, 3),
            List.of(),
            1);

    assertThat(get(store.writeLanes(List.of(lane)))).isEmpty();
    assertThat(get(store.writeLanes(List.of(lane)))).containsExactly(lane.id());
    assertThat(get(store.lanes(Set.of(lane.id())))).containsEntry(lane.id(), lane);
  }

  @Test
  void aQueuesPositionNeverGoesBack() {
    assertThat(get(positions.of(queue))).isEmpty();

    get(positions.foldedThrough(queue, new Through(0, 7, "seven", T0, T0)));
    get(positions.foldedThrough(queue, new Through(0, 5, "five", T0.minusSeconds(1), null)));

    QueuePosition at = get(positions.of(queue)).orElseThrow();
    assertThat(at.foldedThrough()).isEqualTo(7);
    assertThat(at.digest()).isEqualTo("seven");
    assertThat(at.receivedAt()).isEqualTo(T0);
    assertThat(at.liveAt()).isEqualTo(T0);
    assertThat(at.gaps()).isNull();
  }

  @Test
  void gapsAreKeptAndANewEpochBeginsWhereItIsTold() {
    Gap gap = new Gap(queue, 3, 9, T0);
    assertThat(get(positions.gap(queue, gap))).isTrue();
    assertThat(get(positions.gap(queue, gap))).as("known already").isFalse();
    get(positions.passedThrough(queue, 4));
    get(positions.passedThrough(queue, 2));
    get(positions.foldedThrough(queue, new Through(0, 12, "twelve", T0, null)));

    get(positions.begin(queue, 1, new Beginning(-1, null)));

    QueuePosition at = get(positions.of(queue)).orElseThrow();
    assertThat(at.gaps()).containsExactly(gap);
    assertThat(at.passedThrough()).isEqualTo(4);
    assertThat(at.epoch()).isEqualTo(1);
    assertThat(at.foldedThrough()).isEqualTo(-1);
    assertThat(at.digest()).isNull();
  }

  @Test
  void aPlaceOfAnotherEpochIsNoPlace() {
    get(positions.foldedThrough(queue, new Through(0, 12, "twelve", T0, null)));
    get(positions.begin(queue, 1, new Beginning(4, "four")));
    get(positions.foldedThrough(queue, new Through(0, 20, "of a reader that came late", T0, null)));

    QueuePosition begun = get(positions.of(queue)).orElseThrow();
    assertThat(begun.foldedThrough()).isEqualTo(4);
    assertThat(begun.digest()).isEqualTo("four");

    get(positions.foldedThrough(queue, new Through(1, 6, "six", T0, null)));
    get(positions.begin(queue, 1, new Beginning(-1, null)));

    QueuePosition after = get(positions.of(queue)).orElseThrow();
    assertThat(after.foldedThrough()).as("it begins once").isEqualTo(6);
    assertThat(after.epoch()).isEqualTo(1);
  }

  @Test
  void theTimeOfAnIdleQueueRisesAlone() {
    get(positions.foldedThrough(queue, new Through(0, 1, "one", T0, T0)));
    get(positions.live(queue, T0.plusSeconds(10)));
    get(positions.live(queue, T0.plusSeconds(5)));

    QueuePosition at = get(positions.of(queue)).orElseThrow();
    assertThat(at.liveAt()).isEqualTo(T0.plusSeconds(10));
    assertThat(at.foldedThrough()).isEqualTo(1);
  }

  @Test
  void extractionsAreReadByTheirPlaces() {
    get(log.append(List.of(kept(0, "a"), rejected(1), kept(2, "c"), kept(3, "d"))));

    assertThat(get(log.between(queue, 1, 2))).extracting(Extraction::message).containsExactly("c");
    assertThat(get(log.between(queue, -3, 9))).hasSize(3);
  }

  @Test
  void aRecordThatWasRemovedDoesNotComeBackByAnUpdateOfIt() {
    Job first = job("gone");
    get(store.write(List.of(first)));
    assertThat(get(store.remove(first.id(), 2))).isFalse();
    assertThat(get(store.remove(first.id(), 1))).isTrue();

    Job second = fold(first, first.id(), extraction(1, "b"));

    assertThat(get(store.write(List.of(second, job("beside"))))).containsExactly(first.id());
    assertThat(get(store.jobs(Set.of(first.id())))).isEmpty();
  }

  @Test
  void theLogOfAJobAndOfALaneIsInOrder() {
    get(log.append(List.of(kept(0, "a"), kept(1, "b"), kept(2, "c"))));

    assertThat(all(log.ofJob("job")))
        .filteredOn(e -> e.queue().equals(queue))
        .extracting(Extraction::message)
        .containsExactly("a", "b", "c");
    assertThat(all(log.ofLane("job"))).isEmpty();
  }

  @Test
  void theCountOfWhatWasDroppedOnlyRises() {
    get(log.countDropped(List.of(dropped(5, 3))));
    get(log.countDropped(List.of(dropped(9, 7))));
    get(log.countDropped(List.of(dropped(5, 3))));

    assertThat(all(log.ofJob("dropper" + queue)))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.dropped()).isEqualTo(7);
              assertThat(e.seq()).isEqualTo(9);
              assertThat(e.receivedAt()).isEqualTo(T0.plusSeconds(9));
            });
  }

  private Extraction dropped(long seq, long count) {
    String key = "dropper" + queue;
    return new Extraction(
        queue + ":dropped:" + key,
        queue,
        seq,
        Source.TRACKER,
        key,
        key,
        null,
        null,
        Event.DROPPED,
        null,
        null,
        null,
        null,
        T0.plusSeconds(seq),
        null,
        null,
        null,
        null,
        count,
        "digest",
        false);
  }

  private static List<Extraction> all(Multi<Extraction> found) {
    return get(found.collect().asList());
  }

  @Test
  void anEmptyBatchIsNoTrouble() {
    assertThat(get(log.append(List.of()))).isEmpty();
  }

  private static Job fold(Job before, String id, Extraction more) {
    return JobFold.fold(before, Subject.given(id), List.of(more)).orElseThrow();
  }

  private Job job(String name) {
    Job job = fold(null, name + queue, extraction(0, "a"));
    assertThat(job.state()).isEqualTo(JobState.PROCESSING);
    return job;
  }

  final Entry kept(long seq, String message) {
    return Entry.Kept.of(extraction(seq, message));
  }

  final Entry rejected(long seq) {
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
        null,
        null,
        null,
        "digest",
        seq == 0);
  }

  static <T> T get(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
