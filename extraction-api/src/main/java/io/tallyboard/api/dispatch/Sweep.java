package io.tallyboard.api.dispatch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.dispatch.Dispatcher.Step;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finishes what was left: submissions whose replica died, whose queue was not there, or that came when
 * the broker was away. Each replica sweeps; claims keep them apart.
 */
@ApplicationScoped
class Sweep {
  private static final Logger LOG = Logger.getLogger(Sweep.class);
  private static final int BATCH = 200;
  private static final int AT_ONCE = 8;

  private final Outbox outbox;
  private final Dispatcher dispatcher;
  private final JobSender sender;
  private final Preparation preparation;
  private final InstantSource clock;
  private final ApiMetrics metrics;

  Sweep(
      Outbox outbox,
      Dispatcher dispatcher,
      JobSender sender,
      Preparation preparation,
      InstantSource clock,
      ApiMetrics metrics) {
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.sender = sender;
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
        .chain(this::sendWaiting)
        .chain(outbox::unsent)
        .invoke(metrics::unsent)
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("the sweep was cut short: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** In batches, for as long as they get ahead; a broker that is away is asked once for all. */
  private Uni<Void> announceLeft() {
    return outbox
        .due(SubmissionState.ACCEPTED, clock.instant(), BATCH)
        .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : sender.ping())
        .chain(due -> sendAll(due))
        .chain(
            steps -> {
              if (steps.contains(Step.FAILED)) {
                // Perhaps the broker came back without its queues.
                return preparation.declareQueues();
              }
              return goOn(steps) ? announceLeft() : Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> sendWaiting() {
    return outbox
        .awaitedQueues()
        .onItem()
        .transformToMulti(queues -> Multi.createFrom().iterable(queues))
        .onItem()
        .transformToUniAndConcatenate(this::sendTo)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** One question to the broker for all that wait for the queue. */
  private Uni<Void> sendTo(String queue) {
    return sender
        .exists(queue)
        .chain(there -> there ? sendAllTo(queue) : Uni.createFrom().voidItem());
  }

  private Uni<Void> sendAllTo(String queue) {
    return outbox
        .dueFor(queue, clock.instant(), BATCH)
        .chain(due -> sendAll(due))
        .chain(
            steps ->
                goOn(steps) && !steps.contains(Step.NO_QUEUE)
                    ? sendAllTo(queue)
                    : Uni.createFrom().voidItem());
  }

  private static boolean goOn(List<Step> steps) {
    boolean ahead = steps.contains(Step.SENT) || steps.contains(Step.NO_QUEUE);
    return steps.size() == BATCH && ahead && !steps.contains(Step.FAILED);
  }

  private Uni<List<Step>> sendAll(List<Submission> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUni(dispatcher::send)
        .merge(AT_ONCE)
        .collect()
        .asList();
  }
}
