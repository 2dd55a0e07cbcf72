package io.tallyboard.api.guard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.api.domain.port.OpeningSink;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks for jobs that are begun again and again without an end: every two seconds, and at once where
 * one's data was asked for too often. Each replica looks.
 */
@ApplicationScoped
class LoopGuard implements OpeningSink {
  private static final Logger LOG = Logger.getLogger(LoopGuard.class);
  private static final int BATCH = 200;
  private static final int MAX_PROCESSES = 5_000;
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final LoopEvidence evidence;
  private final KeyUses uses;
  private final LoopTeller teller;
  private final InstantSource clock;
  private final int limit;
  private final Set<String> looking = ConcurrentHashMap.newKeySet();

  LoopGuard(
      LoopEvidence evidence,
      KeyUses uses,
      LoopTeller teller,
      InstantSource clock,
      ApiConfig config) {
    this.evidence = evidence;
    this.uses = uses;
    this.teller = teller;
    this.clock = clock;
    this.limit = config.crashLoopLimit();
  }

  @Scheduled(
      every = "${tallyboard.api.crash-loop-sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (limit <= 0) {
      return Uni.createFrom().voidItem();
    }
    return Uni.combine()
        .all()
        .unis(
            evidence.oftenBegun(limit, BATCH),
            evidence.oftenFetched(limit, clock.instant().minus(LATELY), BATCH))
        .asTuple()
        .chain(
            found ->
                evidence
                    .unfinished(found.getItem2().keySet())
                    .chain(jobs -> judge(found.getItem1(), jobs, found.getItem2())))
        .onFailure()
        .invoke(failure -> LOG.warnf("loops were not looked for: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  @Override
  public void openedOften(String jobId) {
    if (looking.add(jobId)) {
      uses.of(List.of(jobId))
          .chain(
              use -> evidence.unfinished(use.keySet()).chain(jobs -> judge(List.of(), jobs, use)))
          .onTermination()
          .invoke(() -> looking.remove(jobId))
          .subscribe()
          .with(
              done -> LOG.debugf("%s was looked at", jobId),
              failure -> LOG.debugf("%s is left to the sweep: %s", jobId, failure.getMessage()));
    }
  }

  /** Those that are worth it, together with their extractors' processes. */
  private Uni<Void> judge(List<Job> begun, List<Job> fetched, Map<String, KeyUse> uses) {
    Map<String, Job> suspects = new LinkedHashMap<>();
    Stream.concat(begun.stream(), fetched.stream())
        .filter(job -> job.extractor() != null && job.resource() != null)
        .filter(job -> Loops.isSuspect(job, use(job, uses), limit, clock.instant()))
        .forEach(job -> suspects.put(job.id(), job));
    if (suspects.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<String> extractors =
        suspects.values().stream()
            .map(job -> Objects.requireNonNull(job.extractor()))
            .collect(Collectors.toSet());
    return evidence
        .processes(extractors, clock.instant().minus(REMEMBERED), MAX_PROCESSES)
        .chain(processes -> stopAll(suspects.values(), uses, processes));
  }

  private Uni<Void> stopAll(
      Collection<Job> suspects, Map<String, KeyUse> uses, List<ExtractorInstance> processes) {
    return Multi.createFrom()
        .iterable(suspects)
        .onItem()
        .transformToUniAndConcatenate(
            job ->
                Loops.of(job, use(job, uses), of(job, processes), limit, clock.instant())
                    .map(loop -> teller.stop(job, use(job, uses), loop))
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static List<ExtractorInstance> of(Job job, List<ExtractorInstance> processes) {
    return processes.stream().filter(i -> i.extractor().equals(job.extractor())).toList();
  }

  private static KeyUse use(Job job, Map<String, KeyUse> uses) {
    return uses.getOrDefault(job.id(), KeyUse.none());
  }
}
