package io.tallyboard.tracker.domain;

import static io.tallyboard.contract.store.Event.LOST;
import static io.tallyboard.contract.store.Event.PROGRESS;
import static io.tallyboard.contract.store.Event.RETRIED;
import static io.tallyboard.contract.store.Event.STARTED;
import static io.tallyboard.contract.store.Event.SUBMITTED;
import static io.tallyboard.contract.store.Event.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Bounds, each broken by a job. */
class QuotaTest {
  private static final Subject J = Subject.given("j");
  private static final int LIMIT = 10;

  /** What is stored and what the record is, batch by batch, as ingestion does it. */
  private static final class Ingested {
    final Map<String, Extraction> stored = new TreeMap<>();
    Job job;

    void take(List<Extraction> batch, boolean diesBeforeTheFold) {
      Quota.Kept kept = Quota.of(job, J, batch, LIMIT);
      kept.updates().forEach(e -> stored.putIfAbsent(e.id(), e));
      // Its count only rises.
      kept.dropped()
          .ifPresent(d -> stored.merge(d.id(), d, (a, b) -> a.dropped() >= b.dropped() ? a : b));
      if (!diesBeforeTheFold) {
        List<Extraction> all = new ArrayList<>(kept.updates());
        kept.dropped().ifPresent(all::add);
        all.sort((a, b) -> Long.compare(a.seq(), b.seq()));
        job = JobFold.fold(job, J, all).orElseThrow();
      }
    }
  }

  @Test
  void logLinesOverTheLimitAreDroppedAndCounted() {
    Log log = new Log("j").say(SUBMITTED, STARTED);
    log.say(Collections.nCopies(50, PROGRESS).toArray(Event[]::new)).say(SUCCEEDED);
    Ingested ingested = new Ingested();

    ingested.take(log.entries, false);

    assertThat(ingested.job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ingested.job.dropped()).isEqualTo(42);
    assertThat(ingested.job.updates()).isEqualTo(LIMIT + 1);
    assertThat(ingested.stored).hasSize(LIMIT + 2);
    assertThat(JobFold.whole(J, List.copyOf(ingested.stored.values()), 1))
        .isEqualTo(ingested.job.withVersion(1));
  }

  @Test
  void aSignOfLifeThatTakesLostBackIsKeptHoweverManyThereWere() {
    Log log = new Log("j").say(STARTED);
    log.say(Collections.nCopies(50, PROGRESS).toArray(Event[]::new)).say(LOST, PROGRESS, PROGRESS);
    Ingested ingested = new Ingested();

    ingested.take(log.entries, false);

    assertThat(ingested.job.state()).isEqualTo(JobState.PROCESSING);
    assertThat(ingested.job.dropped()).isEqualTo(42);
  }

  /** In any batches, taken again after a crash before the fold, from wherever reading goes on. */
  @Property(tries = 10_000)
  void whatIsKeptAndCountedIsTheSameInAnyBatchesAndAfterAnyCrash(
      @ForAll("histories") List<Event> said, @ForAll Random random) {
    List<Extraction> log = new Log("j").say(said.toArray(Event[]::new)).entries;
    Ingested whole = new Ingested();
    whole.take(log, false);

    Ingested pieces = new Ingested();
    int folded = 0;
    while (folded < log.size()) {
      int end = folded + 1 + random.nextInt(log.size() - folded);
      boolean dies = random.nextInt(3) == 0;
      pieces.take(log.subList(random.nextInt(folded + 1), end), dies);
      folded = dies ? folded : end;
    }

    assertThat(pieces.job.withVersion(1)).isEqualTo(whole.job.withVersion(1));
    assertThat(pieces.stored).isEqualTo(whole.stored);
    assertThat(JobFold.whole(J, List.copyOf(pieces.stored.values()), 1))
        .isEqualTo(whole.job.withVersion(1));
    long lines = said.stream().filter(e -> e == PROGRESS).count();
    assertThat(whole.job.updates() + whole.job.dropped()).isEqualTo(said.size());
    assertThat(whole.job.dropped()).isLessThanOrEqualTo(lines);
  }

  @Test
  void ofVeryManyAttemptsTheFirstAndTheLastFiftyAreKept() {
    Log log = new Log("j");
    for (int i = 0; i < 1_000; i++) {
      log.say(STARTED, RETRIED);
    }
    Job job = log.say(STARTED, SUCCEEDED).fold();

    assertThat(job.attemptCount()).isEqualTo(1_001);
    assertThat(job.attempts()).hasSize(100);
    assertThat(job.attempts().get(49)).extracting(Attempt::number).isEqualTo(50);
    assertThat(job.attempts().get(50)).extracting(Attempt::number).isEqualTo(952);
    assertThat(job.attempts().get(99)).extracting(Attempt::number).isEqualTo(1_001);
    assertThat(job.memory().openings()).hasSize(100);
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aTextIsCutInTheRecord() {
    Log log = new Log("j").say(STARTED);
    Extraction e = log.say(SUCCEEDED).entries.get(1);
    log.entries.set(
        1,
        new Extraction(
            e.id(),
            e.queue(),
            e.seq(),
            e.source(),
            e.key(),
            e.jobId(),
            e.resource(),
            e.extractor(),
            e.event(),
            null,
            "ü".repeat(60_000),
            null,
            null,
            e.receivedAt(),
            null,
            null,
            null,
            null,
            null,
            e.digest(),
            false));

    Job job = log.fold();

    assertThat(job.lastMessage().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isBetween(Limits.RECORD_TEXT - 2, Limits.RECORD_TEXT);
    assertThat(job.attempts().get(0).message()).isEqualTo(job.lastMessage());
  }

  @Provide
  Arbitrary<List<Event>> histories() {
    return Arbitraries.frequency(
            net.jqwik.api.Tuple.of(8, PROGRESS),
            net.jqwik.api.Tuple.of(1, STARTED),
            net.jqwik.api.Tuple.of(1, RETRIED),
            net.jqwik.api.Tuple.of(1, SUCCEEDED),
            net.jqwik.api.Tuple.of(1, LOST),
            net.jqwik.api.Tuple.of(1, Event.STALLED),
            net.jqwik.api.Tuple.of(1, Event.CANCELLED))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }
}
