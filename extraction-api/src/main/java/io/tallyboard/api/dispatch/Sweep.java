package io.tallyboard.api.dispatch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Controls;
import io.tallyboard.api.domain.Controls.About;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Finishes what was left: submissions whose replica died, whose queue was not there, or that came when
 * the broker was away. Each replica sweeps; claims keep them apart.
 */
@ApplicationScoped
class Sweep {
  private static final Logger LOG = Logger.getLogger(Sweep.class);
  private static final int BATCH = 200;
  private static final Duration TELLING = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Dispatcher dispatcher;
  private final Landings landings;
  private final QueueWatch watch;
  private final JobSender sender;
  private final FollowUps wishes;
  private final ControlSender controls;
  private final Preparation preparation;
  private final InstantSource clock;
  private final ApiMetrics metrics;

  Sweep(
      Outbox outbox,
      Dispatcher dispatcher,
      Landings landings,
      QueueWatch watch,
      JobSender sender,
      FollowUps wishes,
      ControlSender controls,
      Preparation preparation,
      InstantSource clock,
      ApiMetrics metrics) {
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.landings = landings;
    this.watch = watch;
    this.sender = sender;
    this.wishes = wishes;
    this.controls = controls;
    this.preparation = preparation;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Scheduled(
      every = "${tallyboard.api.dispatch.sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (!preparation.done()) {
      return Uni.createFrom().voidItem();
    }
    return outbox
        .noteRecorded()
        .chain(this::announceLeft)
        .chain(this::tellCancelled)
        .chain(landings::sweep)
        .chain(this::topUp)
        .chain(outbox::unsent)
        .invoke(metrics::unsent)
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("the sweep was cut short: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** A broker that is away is asked once for all, and perhaps came back without its queues. */
  private Uni<Void> announceLeft() {
    return outbox
        .unannounced(clock.instant(), 1)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sender
                        .ping()
                        .chain(dispatcher::announceLeft)
                        .chain(
                            all ->
                                all ? Uni.createFrom().voidItem() : preparation.declareQueues()));
  }

  /** Whoever cancelled them did not live to tell, or could not. */
  private Uni<Void> tellCancelled() {
    return outbox
        .untold(clock.instant().minus(TELLING), BATCH)
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(
            s ->
                sender
                    .announce(s)
                    .chain(() -> withdraw(s))
                    .chain(
                        outcome ->
                            outcome == Outcome.CONFIRMED
                                ? outbox.told(s.jobId())
                                : Uni.createFrom().voidItem()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** By the name of who wished it, as long as the wish is there. */
  private Uni<Outcome> withdraw(Submission s) {
    About about = new About(s.jobId(), s.resource(), s.extractor(), s.updateQueue());
    return wishes
        .cancelOf(s.jobId())
        .chain(
            wish ->
                wish.map(w -> Controls.cancelled(about, w.by(), w.at()))
                    .map(update -> controls.tell(update, s.updateQueue()))
                    .orElseGet(() -> sender.withdraw(s)));
  }

  /** What waits for a queue that has room, or has come into being. */
  private Uni<Void> topUp() {
    return outbox
        .awaitedQueues()
        .call(watch::look)
        .invoke(awaited -> awaited.forEach(dispatcher::topUp))
        .replaceWithVoid();
  }
}
