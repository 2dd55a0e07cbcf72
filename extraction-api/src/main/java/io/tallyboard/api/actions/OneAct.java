package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.ManyAct.One;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.SubmissionRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Does to one job of many what was asked for. Repeating it comes to the same. */
@ApplicationScoped
class OneAct {
  private static final String RERUN = "RERUN";

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

  /** What it came to, and what the audit is told of it; nothing where it was done before. */
  record Acted(One one, Optional<Deed> deed) {}

  /**
   * Fails with {@link io.tallyboard.api.domain.Refused} where it cannot be done.
   *
   * @param newId of the job that a rerun makes
   */
  Uni<Acted> act(ManyAct act, String job, String newId, Caller caller, Visibility visibility) {
    return switch (act.kind()) {
      case CANCEL ->
          cancelling
              .cancelUnnoted(job, caller, visibility)
              .map(done -> new Acted(new One(job, done.effect().name(), null), done.deed()));
      case RERUN -> rerun(job, newId, caller, visibility);
      case REPLAY ->
          replaying
              .replayUnnoted(job, caller, visibility)
              .map((JobCard done) -> acted(job, "REPLAYED", Replaying.deed(job)));
      case PRIORITISE -> {
        int priority = Objects.requireNonNull(act.priority());
        yield prioritising
            .prioritiseUnnoted(job, priority, caller, visibility)
            .replaceWith(acted(job, "PRIORITISED", Prioritising.deed(job, priority)));
      }
    };
  }

  private Uni<Acted> rerun(String job, String newId, Caller caller, Visibility visibility) {
    return submissions
        .byId(newId, Visibility.all())
        .chain(
            there ->
                there.isPresent()
                    ? Uni.createFrom().item(new Acted(new One(job, RERUN, null), Optional.empty()))
                    : rerunning
                        .rerun(job, newId, caller, visibility)
                        .replaceWith(acted(job, RERUN, Rerunning.deed(job, newId))));
  }

  private static Acted acted(String job, String effect, Deed deed) {
    return new Acted(new One(job, effect, null), Optional.of(deed));
  }
}
