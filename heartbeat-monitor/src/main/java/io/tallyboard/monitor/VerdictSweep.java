package io.tallyboard.monitor;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.monitor.config.Meters;
import io.tallyboard.monitor.domain.PlacedJob;
import io.tallyboard.monitor.domain.QueueSights;
import io.tallyboard.monitor.domain.RunningJobs;
import io.tallyboard.monitor.domain.Verdict;
import io.tallyboard.monitor.domain.VerdictSink;
import io.tallyboard.monitor.domain.Verdicts;
import io.tallyboard.monitor.domain.Verdicts.Round;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Once a second: compares the jobs that are said to run with the processes that the broker counts, and
 * tells what follows. Each replica does, and what several tell counts once.
 */
@ApplicationScoped
class VerdictSweep {
  private static final Logger LOG = Logger.getLogger(VerdictSweep.class);
  private static final int AT_ONCE = 16;

  private final RunningJobs jobs;
  private final QueueSights queues;
  private final VerdictSink sink;
  private final Verdicts verdicts;
  private final Meters meters;
  private final InstantSource clock;

  /** Schedulers tick together: so that one replica mostly finds what another has just told. */
  private final Duration phase = Duration.ofMillis(1 + new Random().nextInt(700));

  private final AtomicBoolean failing = new AtomicBoolean();

  /** Told in the last look, and perhaps not known yet in the next. */
  private volatile Set<String> told = Set.of();

  VerdictSweep(
      RunningJobs jobs,
      QueueSights queues,
      VerdictSink sink,
      Verdicts verdicts,
      Meters meters,
      InstantSource clock) {
    this.jobs = jobs;
    this.queues = queues;
    this.sink = sink;
    this.verdicts = verdicts;
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(every = "{tallyboard.monitor.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(phase)
        .chain(jobs::read)
        .chain(read -> jobs.now().chain(running -> look(read, running)))
        .chain(this::tellAll)
        .invoke(() -> failing.set(false))
        .onFailure()
        .recoverWithUni(this::failed);
  }

  private Uni<List<Verdict>> look(Map<String, Instant> read, List<PlacedJob> running) {
    return queues
        .look(running.stream().map(PlacedJob::queue).collect(Collectors.toSet()))
        .map(
            sights ->
                verdicts.look(
                    new Round(read, running, sights.queues(), sights.back(), clock.instant())));
  }

  private Uni<Void> tellAll(List<Verdict> due) {
    List<Verdict> news = due.stream().filter(v -> !told.contains(v.controlId())).toList();
    told = due.stream().map(Verdict::controlId).collect(Collectors.toSet());
    return Multi.createFrom()
        .iterable(news)
        .onItem()
        .transformToUni(this::tell)
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Verdict verdict) {
    return sink.tell(verdict)
        .invoke(() -> meters.verdict(verdict.kind()))
        .invoke(
            () ->
                LOG.infof(
                    "%s %s: %s", verdict.kind(), verdict.placed().job().id(), verdict.evidence()));
  }

  private Uni<Void> failed(Throwable failure) {
    verdicts.blind();
    told = Set.of();
    if (failing.compareAndSet(false, true)) {
      LOG.warnf("running jobs are not watched for now: %s", failure.getMessage());
    }
    return Uni.createFrom().voidItem();
  }
}
