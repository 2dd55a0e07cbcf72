package io.tallyboard.api.guard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.JobKeys;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Loop;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueueChoice;
import io.tallyboard.contract.wire.ControlUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks for jobs that are begun again and again without an end, takes their keys back, so that the next
 * run fails at its first question and the extractor itself puts the message away, and then tells it. No
 * other message is touched. Each replica looks: a key is taken back once, and what two tell counts once.
 */
@ApplicationScoped
class LoopGuard {
  private static final Logger LOG = Logger.getLogger(LoopGuard.class);
  private static final int BATCH = 200;
  private static final int MAX_INSTANCES = 5_000;
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final String WHY =
      "The job was begun too often without an end: its key was taken back.";

  private final LoopEvidence evidence;
  private final Registry registry;
  private final SubmissionRecords submissions;
  private final UpdateQueues queues;
  private final ControlSender sender;
  private final JobKeys keys;
  private final ApiConfig config;
  private final ApiMetrics metrics;
  private final InstantSource clock;

  LoopGuard(
      LoopEvidence evidence,
      Registry registry,
      SubmissionRecords submissions,
      UpdateQueues queues,
      ControlSender sender,
      JobKeys keys,
      ApiConfig config,
      ApiMetrics metrics,
      InstantSource clock) {
    this.evidence = evidence;
    this.registry = registry;
    this.submissions = submissions;
    this.queues = queues;
    this.sender = sender;
    this.keys = keys;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** A job, and how often it was fetched. */
  private record Suspect(Job job, long fetched) {}

  @Scheduled(
      every = "${tallyboard.api.crash-loop-sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (config.crashLoopLimit() <= 0) {
      return Uni.createFrom().voidItem();
    }
    return suspects()
        .chain(this::judge)
        .onFailure()
        .invoke(failure -> LOG.warnf("loops were not looked for: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<List<Suspect>> suspects() {
    int limit = config.crashLoopLimit();
    return evidence
        .oftenFetched(limit, clock.instant().minus(LATELY), BATCH)
        .chain(
            fetched ->
                Uni.combine()
                    .all()
                    .unis(evidence.oftenBegun(limit, BATCH), evidence.unfinished(fetched.keySet()))
                    .asTuple()
                    .map(found -> suspects(found.getItem1(), found.getItem2(), fetched)));
  }

  private static List<Suspect> suspects(
      List<Job> begun, List<Job> fetchedJobs, Map<String, Long> fetched) {
    Map<String, Job> byId =
        fetchedJobs.stream().collect(Collectors.toMap(Job::id, job -> job, (a, b) -> a));
    begun.forEach(job -> byId.put(job.id(), job));
    return byId.values().stream()
        .map(job -> new Suspect(job, fetched.getOrDefault(job.id(), 0L)))
        .toList();
  }

  private Uni<Void> judge(List<Suspect> suspects) {
    return suspects.isEmpty()
        ? Uni.createFrom().voidItem()
        : registry
            .instances(clock.instant().minus(REMEMBERED), MAX_INSTANCES)
            .chain(instances -> stopAll(suspects, instances));
  }

  private Uni<Void> stopAll(List<Suspect> suspects, List<ExtractorInstance> instances) {
    List<Uni<Void>> stops = new ArrayList<>();
    for (Suspect suspect : suspects) {
      List<ExtractorInstance> its =
          instances.stream().filter(i -> i.extractor().equals(suspect.job().extractor())).toList();
      Loops.of(suspect.job(), suspect.fetched(), its, config.crashLoopLimit())
          .ifPresent(loop -> stops.add(stop(suspect, loop)));
    }
    return Multi.createFrom()
        .iterable(stops)
        .onItem()
        .transformToUniAndConcatenate(stop -> stop)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> stop(Suspect suspect, Loop loop) {
    Job job = suspect.job();
    return submissions
        .byId(job.id(), Visibility.all())
        .chain(
            submission ->
                keys.revoke(job.id(), WHY)
                    .map(revoked -> revoked ? loop.stopped() : loop.notOurs())
                    .chain(told -> tell(suspect, submission, told)));
  }

  private Uni<Void> tell(Suspect suspect, Optional<Submission> submission, Loop loop) {
    return queues
        .all()
        .map(
            all ->
                submission
                    .map(Submission::updateQueue)
                    .or(() -> UpdateQueueChoice.of(suspect.job().id(), all)))
        .chain(
            queue ->
                queue.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sender.tell(update(suspect, loop), queue.get()).replaceWithVoid())
        .invoke(
            () -> {
              metrics.loop(loop.kind());
              LOG.warnf(
                  "%s of %s: %s", suspect.job().id(), suspect.job().extractor(), loop.evidence());
            });
  }

  private ControlUpdate update(Suspect suspect, Loop loop) {
    Job job = suspect.job();
    return new ControlUpdate(
        Event.LOOPING,
        Loops.controlId(job, suspect.fetched()),
        Source.API,
        job.id(),
        java.util.Objects.requireNonNull(job.resource()),
        java.util.Objects.requireNonNull(job.extractor()),
        clock.instant(),
        loop.evidence(),
        null,
        null);
  }
}
