package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Controls;
import io.tallyboard.api.domain.Controls.About;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ErrorMessages;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Sends failed jobs to their extractors once more, as their next attempts: first the job is told, then
 * its submission is opened again, which the dispatcher sends under another key.
 */
@ApplicationScoped
public class Replaying {
  private final Whose whose;
  private final FollowUps followUps;
  private final Outbox outbox;
  private final ErrorMessages messages;
  private final Telling telling;
  private final Audit audit;
  private final InstantSource clock;

  Replaying(
      Whose whose,
      FollowUps followUps,
      Outbox outbox,
      ErrorMessages messages,
      Telling telling,
      Audit audit,
      InstantSource clock) {
    this.whose = whose;
    this.followUps = followUps;
    this.outbox = outbox;
    this.messages = messages;
    this.telling = telling;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fails with {@link Refused} where it cannot be, or the caller may not. */
  public Uni<JobCard> replay(String id, Caller caller, Visibility visibility) {
    return replayUnnoted(id, caller, visibility)
        .call(job -> audit.noteAll(caller.user(), List.of(deed(job.id()))));
  }

  static Deed deed(String job) {
    return new Deed("job.replay", "job/" + job, null);
  }

  /** The same, for whoever notes it himself. */
  Uni<JobCard> replayUnnoted(String id, Caller caller, Visibility visibility) {
    return whose.find(id, caller, visibility).chain(found -> replay(found, caller));
  }

  private Uni<JobCard> replay(Found found, Caller caller) {
    Submission s =
        found
            .submission()
            .orElseThrow(
                () ->
                    Refused.conflict(
                        "Another system sent this job: its message is replayed from its error"
                            + " queue, or the job is run again here."));
    JobState state = found.card().state();
    if (state != JobState.ERROR) {
      throw Refused.conflict(
          "Only what has failed is replayed; this job is %s.".formatted(state)
              + (state == JobState.LOST ? " Run it again: that gives up the lost run." : ""));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    FollowUp wish = FollowUp.replay(s.jobId(), s.dispatches(), caller.user(), now);
    return whose
        .about(found)
        .call(() -> followUps.add(wish, now.plus(Cancelling.OWN_TIME)))
        .call(about -> settle(wish, s, about))
        .replaceWith(found.card());
  }

  /** As often as need be: it is opened again once, since that makes of it another than it was. */
  Uni<Void> settle(FollowUp wish, Submission s, About about) {
    boolean still = s.state() == SubmissionState.DISPATCHED && s.dispatches() == wish.number();
    if (!still) {
      return end(wish);
    }
    String number = String.valueOf(wish.number());
    return telling
        .tell(Controls.replayed(about, number, wish.by(), wish.at()), about.queue())
        .chain(
            told ->
                told
                    ? outbox.reopen(s.jobId()).chain(() -> end(wish))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> end(FollowUp wish) {
    return messages
        .decideOf(wish.job(), ErrorMessage.Fate.REPLAYED, wish.by(), wish.at())
        .chain(() -> followUps.done(wish));
  }
}
