package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Controls.About;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.UpdateQueueChoice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds the jobs that somebody wants to do something to, and decides whether they may. */
@ApplicationScoped
class Whose {
  private final JobBoard board;
  private final SubmissionRecords submissions;
  private final UpdateQueues queues;

  Whose(JobBoard board, SubmissionRecords submissions, UpdateQueues queues) {
    this.board = board;
    this.submissions = submissions;
    this.queues = queues;
  }

  /**
   * A job as it stands.
   *
   * @param submission empty where another system sent it
   */
  record Found(JobCard card, Optional<Submission> submission) {
    String id() {
      return card.id();
    }
  }

  /** Fails with {@link Refused} where there is none, or the caller may not act on it. */
  Uni<Found> find(String id, Caller caller, Visibility visibility) {
    return board
        .byId(id, visibility)
        .invoke(card -> may(card, caller))
        .chain(card -> submissions.byId(card.id(), Visibility.all()).map(s -> new Found(card, s)));
  }

  /** Operators act on every job, others on those that they asked for. */
  private static void may(JobCard card, Caller caller) {
    UserRef owner = card.user();
    boolean own = owner != null && owner.id().equals(caller.user().id());
    if (!own && !caller.role().covers(Role.OPERATOR)) {
      throw Refused.forbidden(
          "This job is another's: operators act on every job, others on theirs.");
    }
  }

  /** Where a job is told what happens to it. Fails with {@link Refused} where it cannot be told. */
  Uni<About> about(Found job) {
    return job.submission()
        .map(
            s ->
                Uni.createFrom()
                    .item(new About(s.jobId(), s.resource(), s.extractor(), s.updateQueue())))
        .orElseGet(() -> queues.all().map(all -> about(job.card(), queue(job.id(), all))));
  }

  private static String queue(String id, List<UpdateQueue> all) {
    return UpdateQueueChoice.of(id, all)
        .orElseThrow(() -> Refused.notReady("No update queue is declared yet."));
  }

  private static About about(JobCard card, String queue) {
    if (card.identity() == Identity.INFERRED) {
      throw Refused.conflict(
          "This past run was put together from updates that name no job: it can be told nothing.");
    }
    ResourceRef resource = card.resource();
    String extractor = card.extractor();
    if (resource == null || extractor == null) {
      throw Refused.conflict("Nobody has told yet what this job works on, or by which extractor.");
    }
    return new About(card.id(), resource, extractor, queue);
  }
}
