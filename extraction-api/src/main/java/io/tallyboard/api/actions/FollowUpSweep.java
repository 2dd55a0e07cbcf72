package io.tallyboard.api.actions;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.dispatch.Preparation;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.api.domain.port.SubmissionRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Sees through what was asked for and not finished: its replica died, or the broker was away. */
@ApplicationScoped
class FollowUpSweep {
  private static final Logger LOG = Logger.getLogger(FollowUpSweep.class);
  private static final int BATCH = 200;
  private static final int AT_ONCE = 8;

  /** A job that was run again so long ago makes nothing good any more. */
  private static final Duration GIVEN_UP = Duration.ofDays(30);

  private final FollowUps followUps;
  private final JobBoard jobs;
  private final SubmissionRecords submissions;
  private final Whose whose;
  private final Cancelling cancelling;
  private final Replaying replaying;
  private final Addressing addressing;
  private final Preparation preparation;
  private final InstantSource clock;

  FollowUpSweep(
      FollowUps followUps,
      JobBoard jobs,
      SubmissionRecords submissions,
      Whose whose,
      Cancelling cancelling,
      Replaying replaying,
      Addressing addressing,
      Preparation preparation,
      InstantSource clock) {
    this.followUps = followUps;
    this.jobs = jobs;
    this.submissions = submissions;
    this.whose = whose;
    this.cancelling = cancelling;
    this.replaying = replaying;
    this.addressing = addressing;
    this.preparation = preparation;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tallyboard.api.actions.sweep:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    if (!preparation.done()) {
      return Uni.createFrom().voidItem();
    }
    Instant now = clock.instant();
    return followUps
        .due(now, BATCH)
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUni(followUp -> see(followUp, now))
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("what is to be seen through waits: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  /** Each is put off first: one that fails must not stand in the way of the others. */
  private Uni<Void> see(FollowUp followUp, Instant now) {
    return followUps
        .later(followUp, followUp.next(now))
        .chain(() -> settle(followUp, now))
        .onFailure()
        .invoke(e -> LOG.warnf("%s is tried again: %s", followUp.id(), e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> settle(FollowUp f, Instant now) {
    return switch (f.kind()) {
      case CANCEL ->
          found(f)
              .chain(job -> whose.about(job).chain(about -> cancelling.settle(f, job, about)))
              .replaceWithVoid();
      case REPLAY ->
          found(f)
              .chain(
                  job ->
                      whose
                          .about(job)
                          .chain(
                              about ->
                                  job.submission()
                                      .map(s -> replaying.settle(f, s, about))
                                      .orElseGet(() -> followUps.done(f))));
      case ADDRESS ->
          addressing
              .settle(f, now)
              .chain(
                  done ->
                      done || f.at().plus(GIVEN_UP).isBefore(now)
                          ? followUps.done(f)
                          : Uni.createFrom().voidItem());
    };
  }

  private Uni<Found> found(FollowUp f) {
    return jobs.byId(f.job(), Visibility.all())
        .chain(card -> submissions.byId(card.id(), Visibility.all()).map(s -> new Found(card, s)))
        .onFailure(Refused.class)
        .call(() -> followUps.done(f));
  }
}
