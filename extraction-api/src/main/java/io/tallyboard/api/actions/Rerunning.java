package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.dispatch.Intake;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Runs jobs again: a new job for the same extractor, as it is now, on the same resource with the same
 * parameters, which points back to the old one. The old one is told once a new one made it good, and not
 * before: a second failure addresses nothing.
 */
@ApplicationScoped
public class Rerunning {
  private final Whose whose;
  private final Ancestry ancestry;
  private final Cancelling cancelling;
  private final FileStore files;
  private final FollowUps followUps;
  private final Intake intake;
  private final JobIds ids;
  private final Audit audit;
  private final InstantSource clock;

  Rerunning(
      Whose whose,
      Ancestry ancestry,
      Cancelling cancelling,
      FileStore files,
      FollowUps followUps,
      Intake intake,
      JobIds ids,
      Audit audit,
      InstantSource clock) {
    this.whose = whose;
    this.ancestry = ancestry;
    this.cancelling = cancelling;
    this.files = files;
    this.followUps = followUps;
    this.intake = intake;
    this.ids = ids;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fails with {@link Refused} where it cannot be, or the caller may not. */
  public Uni<Submission> rerun(String id, Caller caller, Visibility visibility) {
    return rerun(id, ids.next(), caller, visibility)
        .call(made -> audit.noteAll(caller.user(), List.of(deed(id, made.jobId()))));
  }

  static Deed deed(String job, String newId) {
    return new Deed("job.rerun", "job/" + job, "As job " + newId + ".");
  }

  /**
   * As a job of this id, which is not there yet.
   *
   * @param newId for the new job
   */
  Uni<Submission> rerun(String id, String newId, Caller caller, Visibility visibility) {
    return whose
        .find(id, caller, visibility)
        .call(found -> ancestry.of(found.card()))
        .chain(
            found ->
                order(found.card(), caller, visibility)
                    .call(() -> giveUp(found, caller))
                    .chain(
                        order ->
                            promised(
                                found.card(),
                                newId,
                                caller,
                                intake.submit(newId, order, caller, visibility))));
  }

  private Uni<JobOrder> order(JobCard job, Caller caller, Visibility visibility) {
    String extractor = job.extractor();
    if (!job.state().finished()) {
      throw Refused.conflict("It has not ended yet: cancel it first, or wait for its end.");
    }
    if (extractor == null) {
      throw Refused.conflict("Nobody has told yet which extractor this job was for.");
    }
    Request request = job.request();
    String parameters = request == null ? null : request.parameters();
    return resource(job, visibility)
        .map(
            resource ->
                new JobOrder(
                    resource,
                    extractor,
                    parameters == null ? "{}" : parameters,
                    How.RERUN,
                    caller.user(),
                    job.id(),
                    Submission.STANDARD_PRIORITY));
  }

  /** An update names an id and not its kind: what it is the id of is asked of what is stored here. */
  private Uni<ResourceRef> resource(JobCard job, Visibility visibility) {
    ResourceRef told = job.resource();
    if (told == null) {
      throw Refused.conflict("Nobody has told yet what this job worked on.");
    }
    if (!told.type().equals(ResourceRef.UNKNOWN)) {
      return Uni.createFrom().item(told);
    }
    if (job.dataset().filter(told.id()::equals).isPresent()) {
      return Uni.createFrom().item(new ResourceRef(ResourceRef.DATASET, told.id()));
    }
    return files
        .byId(told.id(), visibility)
        .map(
            file ->
                file.map(stored -> ResourceRef.file(stored.id()))
                    .orElseThrow(
                        () ->
                            Refused.conflict(
                                "The board does not have what this job worked on (%s): run it again in the system that sent it, or upload the file here and submit a new job."
                                    .formatted(told.id()))));
  }

  /** What vanished may come back: two runs of one wish would get in each other's way. */
  private Uni<Void> giveUp(Found old, Caller caller) {
    return old.card().state() == JobState.LOST && old.card().identity() == Identity.GIVEN
        ? cancelling.cancel(old, caller.user()).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /** The promise is stored before the job, so that none is forgotten; without a job it lapses. */
  private Uni<Submission> promised(
      JobCard old, String newId, Caller caller, Uni<Submission> submitted) {
    boolean failed = old.state() == JobState.ERROR || old.state() == JobState.LOST;
    if (!failed || old.identity() != Identity.GIVEN) {
      return submitted;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    FollowUp wish = FollowUp.address(newId, old.id(), caller.user(), now);
    return followUps
        .add(wish, now.plus(Cancelling.OWN_TIME))
        .chain(() -> submitted)
        .call(() -> followUps.later(wish, wish.next(now)));
  }
}
