package io.tallyboard.api.actions;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.JobKeys;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.audit.Audit.Deed;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.CancelEffect;
import io.tallyboard.api.domain.Controls;
import io.tallyboard.api.domain.Controls.About;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Cancels jobs. The wish is stored first, then the job is stopped as far as it can be, then it is told
 * so by its log; each step may be done again, and the sweep does what was left.
 */
@ApplicationScoped
public class Cancelling {
  /** Long enough for the call that asked to see it through itself. */
  static final Duration OWN_TIME = Duration.ofSeconds(20);

  private final Whose whose;
  private final FollowUps followUps;
  private final Outbox outbox;
  private final JobKeys keys;
  private final JobSender sender;
  private final Telling telling;
  private final Audit audit;
  private final InstantSource clock;

  Cancelling(
      Whose whose,
      FollowUps followUps,
      Outbox outbox,
      JobKeys keys,
      JobSender sender,
      Telling telling,
      Audit audit,
      InstantSource clock) {
    this.whose = whose;
    this.followUps = followUps;
    this.outbox = outbox;
    this.keys = keys;
    this.sender = sender;
    this.telling = telling;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What was done to a job that was to be cancelled.
   *
   * @param before whether it was cancelled already
   */
  public record Cancelled(JobCard job, CancelEffect effect, boolean before) {
    Optional<Deed> deed() {
      return before
          ? Optional.empty()
          : Optional.of(new Deed("job.cancel", "job/" + job.id(), effect + ": " + effect.told()));
    }
  }

  /**
   * Cancels a job; what is cancelled already is left as it is. Fails with {@link Refused} where it has
   * ended, or the caller may not.
   */
  public Uni<Cancelled> cancel(String id, Caller caller, Visibility visibility) {
    return cancelUnnoted(id, caller, visibility)
        .call(done -> audit.noteAll(caller.user(), done.deed().stream().toList()));
  }

  /** The same, for whoever notes it himself. */
  Uni<Cancelled> cancelUnnoted(String id, Caller caller, Visibility visibility) {
    return whose
        .find(id, caller, visibility)
        .chain(
            found ->
                found.card().state() == JobState.CANCELLED
                    ? Uni.createFrom().item(new Cancelled(found.card(), effect(found), true))
                    : cancel(found, caller.user()));
  }

  /** Of a job that is not cancelled yet. */
  Uni<Cancelled> cancel(Found found, UserRef by) {
    JobState state = found.card().state();
    if (state.finished() && state != JobState.LOST) {
      throw Refused.conflict(
          "It has ended already, as %s: nothing is left to cancel.".formatted(state));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    FollowUp wish = FollowUp.cancel(found.id(), by, now);
    return whose
        .about(found)
        .call(() -> followUps.add(wish, now.plus(OWN_TIME)))
        .chain(about -> settle(wish, found, about))
        .map(effect -> new Cancelled(found.card(), effect, false));
  }

  /** As often as need be. */
  Uni<CancelEffect> settle(FollowUp wish, Found found, About about) {
    return found
        .submission()
        .map(s -> stop(wish, found, s, about))
        .orElseGet(() -> tell(wish, about, true).replaceWith(CancelEffect.MARKED_ONLY));
  }

  private Uni<CancelEffect> stop(FollowUp wish, Found found, Submission s, About about) {
    return outbox
        .cancel(s.jobId(), clock.instant())
        .chain(
            withdrawal ->
                switch (withdrawal.grip()) {
                  case EXACT ->
                      announced(found, s)
                          .chain(there -> tell(wish, about, there))
                          .chain(told -> noted(s, told))
                          .replaceWith(CancelEffect.EXACT);
                  case MAYBE_SENT ->
                      revoked(s)
                          .chain(() -> tell(wish, about, true))
                          .chain(told -> noted(s, told))
                          .replaceWith(CancelEffect.AT_FETCH);
                  case SENT ->
                      revoked(s)
                          .chain(() -> tell(wish, about, true))
                          .replaceWith(CancelEffect.AT_FETCH);
                  // What is being sent just now has another key in a moment, or comes back to us.
                  case BEING_SENT ->
                      revoked(s)
                          .chain(() -> tell(wish, about, false))
                          .replaceWith(CancelEffect.AT_FETCH);
                  case UNKNOWN -> tell(wish, about, true).replaceWith(CancelEffect.MARKED_ONLY);
                });
  }

  private Uni<Void> revoked(Submission s) {
    return keys.revoke(s.jobId(), "This job was cancelled.").replaceWithVoid();
  }

  private Uni<Void> noted(Submission s, boolean told) {
    return told ? outbox.told(s.jobId()) : Uni.createFrom().voidItem();
  }

  /** Of a job that was never announced, nobody would know what it was. The same fact counts once. */
  private Uni<Boolean> announced(Found found, Submission s) {
    boolean recorded = found.card().version() > 0;
    return recorded
        ? Uni.createFrom().item(true)
        : sender
            .announce(s)
            .map(outcome -> outcome == JobSender.Outcome.CONFIRMED)
            .onFailure()
            .recoverWithItem(false);
  }

  /** What cannot be told now is told by the sweep: it is stopped in any case. */
  private Uni<Boolean> tell(FollowUp wish, About about, boolean last) {
    return telling
        .tell(Controls.cancelled(about, wish.by(), wish.at()), about.queue())
        .call(told -> told && last ? followUps.done(wish) : Uni.createFrom().voidItem())
        .map(told -> told && last);
  }

  private static CancelEffect effect(Found cancelled) {
    return cancelled
        .submission()
        .map(
            s ->
                s.state() == SubmissionState.CANCELLED && !s.doubtful()
                    ? CancelEffect.EXACT
                    : CancelEffect.AT_FETCH)
        .orElse(CancelEffect.MARKED_ONLY);
  }
}
