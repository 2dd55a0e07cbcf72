package io.tallyboard.api.guard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.HeadWatch;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.Loop;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.Newcomer;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.HeadEvidence;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.api.domain.port.PutAside;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks for jobs that kill whoever takes them before a word is said: while such a one is the first in
 * its extractor's queue, processes come and go, and none takes anything up. Only queues to which more
 * processes came lately than are there now are watched, which are few.
 */
@ApplicationScoped
class HeadGuard {
  private static final Logger LOG = Logger.getLogger(HeadGuard.class);
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int MAX_NEWCOMERS = 5_000;

  /** More than lie in a queue. */
  private static final int MAX_IN_FLIGHT = 10_000;

  private final Line line;
  private final ExtractorQueues queues;
  private final HeadEvidence evidence;
  private final LoopEvidence jobs;
  private final KeyUses uses;
  private final SubmissionRecords submissions;
  private final PutAside aside;
  private final LoopTeller teller;
  private final InstantSource clock;
  private final int limit;

  /** By queue; touched by one look at a time. */
  private final Map<String, HeadWatch> watches = new HashMap<>();

  /** When a queue's first message was put aside last, of late. */
  private final Map<String, Instant> putAside = new ConcurrentHashMap<>();

  HeadGuard(
      Line line,
      ExtractorQueues queues,
      HeadEvidence evidence,
      LoopEvidence jobs,
      KeyUses uses,
      SubmissionRecords submissions,
      PutAside aside,
      LoopTeller teller,
      InstantSource clock,
      ApiConfig config) {
    this.line = line;
    this.queues = queues;
    this.evidence = evidence;
    this.jobs = jobs;
    this.uses = uses;
    this.submissions = submissions;
    this.aside = aside;
    this.teller = teller;
    this.clock = clock;
    this.limit = config.crashLoopLimit();
  }

  /** A queue of ours, and who came to it lately. */
  private record Place(String queue, QueueState state, List<Newcomer> newcomers) {
    boolean isLosing() {
      return newcomers.size() > state.consumers();
    }

    List<Instant> arrivals() {
      return newcomers.stream().map(Newcomer::at).toList();
    }

    Set<String> extractors() {
      return newcomers.stream().map(Newcomer::extractor).collect(Collectors.toSet());
    }
  }

  @Scheduled(
      every = "${tallyboard.api.crash-loop-sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (limit <= 0) {
      return Uni.createFrom().voidItem();
    }
    putAside.values().removeIf(at -> at.plus(LATELY).isBefore(clock.instant()));
    return line.flying()
        .chain(this::newcomers)
        .chain(this::places)
        .invoke(places -> forgetOthers(places))
        .chain(this::lookAtAll)
        .onFailure()
        .invoke(failure -> LOG.warnf("silent loops were not looked for: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Map<String, List<Newcomer>>> newcomers(List<String> flying) {
    return flying.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : evidence
            .newcomers(flying, clock.instant().minus(LATELY), MAX_NEWCOMERS)
            .map(all -> all.stream().collect(Collectors.groupingBy(Newcomer::queue)));
  }

  private Uni<List<Place>> places(Map<String, List<Newcomer>> newcomers) {
    return newcomers.isEmpty()
        ? Uni.createFrom().item(List.of())
        : queues
            .states(newcomers.keySet())
            .map(
                states ->
                    states.entrySet().stream()
                        .map(
                            state ->
                                new Place(
                                    state.getKey(),
                                    state.getValue(),
                                    Objects.requireNonNull(newcomers.get(state.getKey()))))
                        .filter(Place::isLosing)
                        .toList());
  }

  private void forgetOthers(List<Place> places) {
    Set<String> losing = places.stream().map(Place::queue).collect(Collectors.toSet());
    watches.keySet().retainAll(losing);
  }

  private Uni<Void> lookAtAll(List<Place> places) {
    return Multi.createFrom()
        .iterable(places)
        .onItem()
        .transformToUniAndConcatenate(
            place -> line.inFlight(place.queue(), MAX_IN_FLIGHT).chain(sent -> look(place, sent)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> look(Place place, List<InFlight> sent) {
    Optional<HeadWatch> watch =
        HeadWatch.next(
            Optional.ofNullable(watches.get(place.queue())), sent, place.state(), clock.instant());
    watch.ifPresentOrElse(
        seen -> watches.put(place.queue(), seen), () -> watches.remove(place.queue()));
    return watch
        .flatMap(seen -> seen.gone(place.arrivals(), place.state(), limit))
        .map(since -> judge(place, watch.get().jobId(), since))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> judge(Place place, String jobId, Instant since) {
    return evidence
        .worked(place.queue(), place.extractors(), since)
        .chain(
            worked ->
                worked
                    ? Uni.createFrom().voidItem()
                    : submissions
                        .byId(jobId, Visibility.all())
                        .chain(
                            job ->
                                job.map(sent -> stop(place, sent))
                                    .orElseGet(() -> Uni.createFrom().voidItem())));
  }

  /** Where the job before it ended the same way, and nothing was done since, it is not to blame. */
  private Uni<Void> stop(Place place, Submission job) {
    Instant before = putAside.get(place.queue());
    return before == null
        ? stop(job)
        : evidence
            .worked(place.queue(), place.extractors(), before)
            .chain(worked -> worked ? stop(job) : blameNone(job));
  }

  private Uni<Void> stop(Submission job) {
    Loop loop = Loops.neverBegun(limit, job.extractor());
    return told(job, (record, use) -> teller.stop(record, use, loop))
        .chain(() -> aside.first(job.queue(), job.jobId()))
        .chain(
            moved -> {
              if (!moved) {
                return Uni.createFrom().voidItem();
              }
              putAside.put(job.queue(), clock.instant());
              return teller.end(job, loop.putAside(Topology.errorQueue(job.queue())));
            });
  }

  private Uni<Void> blameNone(Submission job) {
    Loop loop = Loops.nothingBegun(limit, job.extractor());
    return told(job, (record, use) -> teller.warn(record, use, job, loop));
  }

  /** Its record says whether that was done already; without one, nobody could read it. */
  private Uni<Void> told(Submission job, BiFunction<Job, KeyUse, Uni<Void>> tell) {
    return Uni.combine()
        .all()
        .unis(jobs.unfinished(List.of(job.jobId())), uses.of(List.of(job.jobId())))
        .asTuple()
        .chain(
            found ->
                found.getItem1().stream()
                    .filter(record -> record.extractor() != null && record.resource() != null)
                    .findFirst()
                    .map(
                        record ->
                            tell.apply(
                                record, found.getItem2().getOrDefault(record.id(), KeyUse.none())))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
