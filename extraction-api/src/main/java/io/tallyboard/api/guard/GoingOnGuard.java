package io.tallyboard.api.guard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Loop;
import io.tallyboard.api.domain.Loops;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.LoopEvidence;
import io.tallyboard.api.domain.port.PutAside;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Looks for jobs that go on though their keys were taken back, since they die without ever showing them.
 * A message that its process left is the first of the queue again until the next one takes it: the look
 * that meets it there puts it aside.
 */
@ApplicationScoped
class GoingOnGuard {
  private static final Logger LOG = Logger.getLogger(GoingOnGuard.class);
  private static final int BATCH = 200;

  private final LoopEvidence evidence;
  private final SubmissionRecords submissions;
  private final PutAside aside;
  private final LoopTeller teller;
  private final int limit;

  GoingOnGuard(
      LoopEvidence evidence,
      SubmissionRecords submissions,
      PutAside aside,
      LoopTeller teller,
      ApiConfig config) {
    this.evidence = evidence;
    this.submissions = submissions;
    this.aside = aside;
    this.teller = teller;
    this.limit = config.crashLoopLimit();
  }

  @Scheduled(
      every = "${tallyboard.api.crash-loop-sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (limit <= 0) {
      return Uni.createFrom().voidItem();
    }
    return evidence
        .told(BATCH)
        .onItem()
        .transformToMulti(jobs -> Multi.createFrom().iterable(jobs))
        .onItem()
        .transformToUniAndConcatenate(
            job ->
                Loops.goingOn(job)
                    .map(loop -> stop(job, loop))
                    .orElseGet(() -> Uni.createFrom().voidItem()))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("loops were not looked after: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> stop(Job job, Loop loop) {
    return submissions
        .byId(job.id(), Visibility.all())
        .chain(
            sent ->
                sent.map(ours -> stop(ours, loop)).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> stop(Submission job, Loop loop) {
    return aside
        .first(job.queue(), job.jobId())
        .chain(
            moved ->
                moved
                    ? teller.end(job, loop.putAside(Topology.errorQueue(job.queue())))
                    : Uni.createFrom().voidItem());
  }
}
