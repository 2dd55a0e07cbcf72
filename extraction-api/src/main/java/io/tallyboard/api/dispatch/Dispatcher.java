package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Moves submissions along {@link SubmissionLife}. Whoever holds a submission's claim sends it, and
 * nobody else; a claim that its holder did not live to release runs out, and the sweep goes on where
 * it stood.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /** What a step came to. */
  public enum Step {
    SENT,
    /** The extractor's queue is not there. */
    NO_QUEUE,
    /** The broker does not answer as it should. */
    FAILED,
    /** Somebody else is at it. */
    NOT_OURS
  }

  private final Outbox outbox;
  private final JobSender sender;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ApiConfig.Dispatch config;
  private final ApiMetrics metrics;
  private final Semaphore places;

  Dispatcher(
      Outbox outbox,
      JobSender sender,
      InstantSource clock,
      SecureRandom random,
      ApiConfig config,
      ApiMetrics metrics) {
    this.outbox = outbox;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
    this.config = config.dispatch();
    this.metrics = metrics;
    this.places = new Semaphore(config.dispatch().atOnce());
  }

  /** Begins to send and returns. Where too many are under way already, the sweep will take it. */
  void sendSoon(Submission submission) {
    if (places.tryAcquire()) {
      send(submission)
          .onTermination()
          .invoke(places::release)
          .subscribe()
          .with(
              step -> LOG.debugf("%s: %s", submission.jobId(), step),
              failure ->
                  LOG.warnf(failure, "sending of %s is left to the sweep", submission.jobId()));
    }
  }

  /** Moves a submission as far as it goes now. */
  Uni<Step> send(Submission read) {
    return switch (read.state()) {
      case ACCEPTED, ANNOUNCED ->
          claim(read)
              .chain(
                  held ->
                      held.map(s -> s.state() == SubmissionState.ACCEPTED ? announce(s) : hand(s))
                          .orElseGet(Dispatcher::notOurs))
              .invoke(metrics::step);
      case DISPATCHED -> notOurs();
    };
  }

  private Uni<Optional<Submission>> claim(Submission read) {
    Instant now = clock.instant();
    return outbox.claim(read, now, now.plus(config.lease()));
  }

  private Uni<Step> announce(Submission held) {
    return sender
        .announce(held)
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("%s could not be announced: %s", held.jobId(), failure.getMessage());
              return Outcome.NO_SUCH_QUEUE;
            })
        .chain(
            outcome ->
                outcome == Outcome.CONFIRMED
                    ? write(held, SubmissionLife.announced(held), leased())
                        .chain(written -> then(written, this::hand))
                    : finish(held, SubmissionLife.unreachable(held), Instant.EPOCH, Step.FAILED));
  }

  private Uni<Step> hand(Submission held) {
    Secret key = Secret.mint(random);
    return write(held, SubmissionLife.keyed(held, key), leased())
        .chain(written -> then(written, keyed -> hand(keyed, key)));
  }

  private Uni<Step> hand(Submission keyed, Secret key) {
    return sender
        .send(keyed, key)
        .onItemOrFailure()
        .transformToUni(
            (outcome, failure) -> {
              if (failure != null) {
                LOG.warnf("%s may not have been sent: %s", keyed.jobId(), failure.getMessage());
                Instant again = clock.instant().plus(config.again());
                return finish(keyed, SubmissionLife.unsure(keyed), again, Step.FAILED);
              }
              return switch (outcome) {
                case CONFIRMED ->
                    finish(
                        keyed, SubmissionLife.dispatched(keyed, now()), Instant.EPOCH, Step.SENT);
                case NO_SUCH_QUEUE ->
                    finish(keyed, SubmissionLife.unroutable(keyed), Instant.EPOCH, Step.NO_QUEUE);
              };
            });
  }

  private Uni<Step> finish(Submission held, Submission next, Instant heldUntil, Step step) {
    return write(held, next, heldUntil).map(written -> written.isPresent() ? step : Step.NOT_OURS);
  }

  private Uni<Optional<Submission>> write(Submission held, Submission next, Instant heldUntil) {
    return outbox.write(held, next, heldUntil);
  }

  private static Uni<Step> then(
      Optional<Submission> written, Function<Submission, Uni<Step>> next) {
    return written.map(next).orElseGet(Dispatcher::notOurs);
  }

  private static Uni<Step> notOurs() {
    return Uni.createFrom().item(Step.NOT_OURS);
  }

  private Instant leased() {
    return clock.instant().plus(config.lease());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
