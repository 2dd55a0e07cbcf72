package io.tallyboard.api.guard;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.JobKeys;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.api.domain.Loop;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ControlSender;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueueChoice;
import io.tallyboard.contract.wire.ControlUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Stops a job that is in a loop, and tells it then. Its key is taken back, so that the next run fails at
 * its first question and the extractor itself puts the message away: no other message is touched. What
 * several replicas tell counts once.
 */
@ApplicationScoped
class LoopTeller {
  private static final Logger LOG = Logger.getLogger(LoopTeller.class);
  private static final int REMEMBERED = 1_000;

  private static final String WHY =
      "The job was handed out too often without an end: its key was taken back.";

  private final SubmissionRecords submissions;
  private final UpdateQueues queues;
  private final ControlSender sender;
  private final JobKeys keys;
  private final ApiMetrics metrics;
  private final InstantSource clock;

  /** What was told already and is perhaps not yet in the job's record. */
  private final Set<String> told = new LinkedHashSet<>();

  LoopTeller(
      SubmissionRecords submissions,
      UpdateQueues queues,
      ControlSender sender,
      JobKeys keys,
      ApiMetrics metrics,
      InstantSource clock) {
    this.submissions = submissions;
    this.queues = queues;
    this.sender = sender;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Stops and tells once; what fails may be tried again. */
  Uni<Void> stop(Job job, KeyUse use, Loop loop) {
    return once(
        Loops.controlId(job, use.openings()),
        id ->
            submissions
                .byId(job.id(), Visibility.all())
                .call(() -> keys.revoke(job.id(), WHY))
                .chain(
                    sent ->
                        tell(job, id, sent, sent.isPresent() ? loop.stopped() : loop.notOurs())));
  }

  /** Tells once of a job of ours that is not to blame, and is left as it is. */
  Uni<Void> warn(Job job, KeyUse use, Submission sent, Loop loop) {
    return once(Loops.controlId(job, use.openings()), id -> tell(job, id, Optional.of(sent), loop));
  }

  private Uni<Void> once(String id, Function<String, Uni<Void>> act) {
    return isNew(id)
        ? act.apply(id).onFailure().invoke(() -> forget(id))
        : Uni.createFrom().voidItem();
  }

  private synchronized boolean isNew(String id) {
    if (told.size() >= REMEMBERED) {
      told.remove(told.iterator().next());
    }
    return told.add(id);
  }

  private synchronized void forget(String id) {
    told.remove(id);
  }

  private Uni<Void> tell(Job job, String id, Optional<Submission> submission, Loop loop) {
    return queues
        .all()
        .map(
            all ->
                submission
                    .map(Submission::updateQueue)
                    .or(() -> UpdateQueueChoice.of(job.id(), all)))
        .chain(
            queue ->
                queue.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sender.tell(looping(job, id, loop), queue.get()).replaceWithVoid())
        .invoke(
            () -> {
              metrics.loop(loop.kind());
              LOG.warnf("%s of %s: %s", job.id(), job.extractor(), loop.evidence());
            });
  }

  private ControlUpdate looping(Job job, String id, Loop loop) {
    return new ControlUpdate(
        Event.LOOPING,
        id,
        Source.API,
        job.id(),
        Objects.requireNonNull(job.resource()),
        Objects.requireNonNull(job.extractor()),
        clock.instant(),
        loop.evidence(),
        null,
        null);
  }

  /** Tells that a job of ours is over: its message is in no queue any more that is worked on. */
  Uni<Void> end(Submission job, String why) {
    ControlUpdate ended =
        new ControlUpdate(
            Event.ERROR,
            "put-aside:%s:%d".formatted(job.jobId(), job.dispatches()),
            Source.API,
            job.jobId(),
            job.resource(),
            job.extractor(),
            clock.instant(),
            why,
            null,
            null);
    return sender
        .tell(ended, job.updateQueue())
        .invoke(() -> LOG.warnf("%s of %s: %s", job.jobId(), job.extractor(), why))
        .replaceWithVoid();
  }
}
