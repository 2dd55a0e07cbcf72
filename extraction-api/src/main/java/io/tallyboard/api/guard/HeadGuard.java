package io.tallyboard.api.guard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.HeadWatch;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.Newcomer;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.HeadEvidence;
import io.tallyboard.api.domain.port.KeyUses;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.LoopEvidence;
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
  private final LoopTeller teller;
  private final InstantSource clock;
  private final int limit;

  /** By queue; touched by one look at a time. */
  private final Map<String, HeadWatch> watches = new HashMap<>();

  HeadGuard(
      Line line,
      ExtractorQueues queues,
      HeadEvidence evidence,
      LoopEvidence jobs,
      KeyUses uses,
      LoopTeller teller,
      InstantSource clock,
      ApiConfig config) {
    this.line = line;
    this.queues = queues;
    this.evidence = evidence;
    this.jobs = jobs;
    this.uses = uses;
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
    watches.keySet().retainAll(places.stream().map(Place::queue).collect(Collectors.toSet()));
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
        .chain(worked -> worked ? Uni.createFrom().voidItem() : stop(jobId));
  }

  /** Its record says whether it was told already. */
  private Uni<Void> stop(String jobId) {
    return Uni.combine()
        .all()
        .unis(jobs.unfinished(List.of(jobId)), uses.of(List.of(jobId)))
        .asTuple()
        .chain(
            found ->
                found.getItem1().stream()
                    .filter(job -> job.extractor() != null && job.resource() != null)
                    .findFirst()
                    .map(
                        job ->
                            teller.stop(
                                job,
                                found.getItem2().getOrDefault(jobId, KeyUse.none()),
                                Loops.neverBegun(limit, Objects.requireNonNull(job.extractor()))))
                    .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
