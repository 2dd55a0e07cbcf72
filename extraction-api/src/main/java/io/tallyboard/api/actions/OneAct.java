package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.ManyAct.One;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.SubmissionRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Does to one job of many what was asked for. Repeating it comes to the same. */
@ApplicationScoped
class OneAct {
  private final Cancelling cancelling;
  private final Rerunning rerunning;
  private final Replaying replaying;
  private final Prioritising prioritising;
  private final SubmissionRecords submissions;

  OneAct(
      Cancelling cancelling,
      Rerunning rerunning,
      Replaying replaying,
      Prioritising prioritising,
      SubmissionRecords submissions) {
    this.cancelling = cancelling;
    this.rerunning = rerunning;
    this.replaying = replaying;
    this.prioritising = prioritising;
    this.submissions = submissions;
  }

  /**
   * Fails with {@link io.tallyboard.api.domain.Refused} where it cannot be done.
   *
   * @param newId of the job that a rerun makes
   */
  Uni<One> act(ManyAct act, String job, String newId, Caller caller, Visibility visibility) {
    return switch (act.kind()) {
      case CANCEL ->
          cancelling
              .cancel(job, caller, visibility)
              .map(done -> new One(job, done.effect().name(), null));
      case RERUN ->
          submissions
              .byId(newId, Visibility.all())
              .chain(
                  there ->
                      there
                          .map(s -> Uni.createFrom().item(s))
                          .orElseGet(() -> rerunning.rerun(job, newId, caller, visibility)))
              .replaceWith(new One(job, "RERUN", null));
      case REPLAY ->
          replaying
              .replay(job, caller, visibility)
              .map((JobCard done) -> new One(job, "REPLAYED", null));
      case PRIORITISE ->
          prioritising
              .prioritise(job, Objects.requireNonNull(act.priority()), caller, visibility)
              .replaceWith(new One(job, "PRIORITISED", null));
    };
  }
}
