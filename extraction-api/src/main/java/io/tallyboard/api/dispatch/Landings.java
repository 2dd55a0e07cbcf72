package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.HintSink;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.QueueTurns;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.JobHint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A job that has started makes room in its extractor's queue: job-tracker's hints tell so at once, and
 * the sweep looks at what no hint told.
 */
@ApplicationScoped
class Landings implements HintSink {
  private static final int BATCH = 500;

  /** Where more come than can be looked up, the sweep finds the others. */
  private static final int MAX_HINTED = 20_000;

  private final Line line;
  private final JobRecords jobs;
  private final TopUps topUps;
  private final QueueTurns turns;
  private final InstantSource clock;
  private final Again looking = new Again("making room", this::look);
  private final Set<String> hinted = new LinkedHashSet<>();

  Landings(Line line, JobRecords jobs, TopUps topUps, QueueTurns turns, InstantSource clock) {
    this.line = line;
    this.jobs = jobs;
    this.topUps = topUps;
    this.turns = turns;
    this.clock = clock;
  }

  @Override
  public void job(JobHint hint) {
    boolean there = hint.state().running() || hint.state().finished();
    if (there && add(hint.jobId())) {
      looking.ask();
    }
  }

  @Override
  public void extractor(ExtractorHint hint) {
    // Whether one is alive makes no room.
  }

  private synchronized boolean add(String jobId) {
    return hinted.size() < MAX_HINTED && hinted.add(jobId);
  }

  private synchronized List<String> taken() {
    List<String> some = new ArrayList<>(hinted.stream().limit(BATCH).toList());
    some.forEach(hinted::remove);
    return some;
  }

  private Uni<Void> look() {
    List<String> some = taken();
    return some.isEmpty() ? Uni.createFrom().voidItem() : landed(some).chain(this::look);
  }

  /** What is in flight by the notes, and has started by its record. */
  Uni<Void> sweep() {
    return line.flying()
        .onItem()
        .transformToMulti(queues -> Multi.createFrom().iterable(queues))
        .onItem()
        .transformToUniAndConcatenate(this::sweep)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> sweep(String queue) {
    return line.inFlight(queue, BATCH)
        .chain(sent -> jobs.started(sent.stream().map(job -> job.jobId()).toList()))
        .chain(started -> landed(started));
  }

  private Uni<Void> landed(Collection<String> jobIds) {
    if (jobIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return line.landed(jobIds)
        .invoke(room -> room.keySet().forEach(topUps::ask))
        .onItem()
        .transformToMulti(room -> Multi.createFrom().iterable(room.entrySet()))
        .onItem()
        .transformToUniAndConcatenate(
            room -> turns.started(room.getKey(), room.getValue(), clock.instant()))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
