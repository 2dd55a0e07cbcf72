package io.tallyboard.api.dispatch;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.JobSeed;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.RequestKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Knows requests that come again by the key that their client gave them. Nothing is locked: the ids of
 * a request's jobs are made from what is stored with its key, so that whoever handles it, however often
 * and on however many replicas at once, makes the same jobs.
 */
@ApplicationScoped
public class Repeats {
  public static final String HEADER = "Idempotency-Key";

  private static final Logger LOG = Logger.getLogger(Repeats.class);
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final RequestKeys keys;
  private final JobIds ids;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Preparation preparation;

  Repeats(
      RequestKeys keys,
      JobIds ids,
      InstantSource clock,
      SecureRandom random,
      Preparation preparation) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.preparation = preparation;
  }

  /** Names the jobs of one request. */
  @FunctionalInterface
  public interface Naming {

    /**
     * The id of a job.
     *
     * @param place of the job in the request
     * @param what the job is of, where its place alone does not tell
     */
    String id(int place, String what);
  }

  /**
   * A request on its way through.
   *
   * @param again whether it came before
   * @param answer what it was answered with then, where that was noted
   */
  public record Ticket(Naming ids, boolean again, Optional<String> answer, Optional<Held> held) {}

  /** A key that a request has. */
  public record Held(String id, JobSeed seed) {}

  /**
   * Handles a request once.
   *
   * @param key as the client gave it; where it gave none, each request is one of its own
   * @param fingerprint tells requests apart: the same key with another one is refused
   * @param work is done for the first of them, and again for those that follow; whatever it refuses
   *     leaves the key free
   */
  public <T> Uni<T> once(
      Optional<String> key, Caller caller, String fingerprint, Function<Ticket, Uni<T>> work) {
    if (key.isEmpty()) {
      return work.apply(
          new Ticket((place, what) -> ids.next(), false, Optional.empty(), Optional.empty()));
    }
    String id = new Secret(caller.user().id() + "\n" + key.get()).hash();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    JobSeed seed = new JobSeed(now, Secret.mint(random).text());
    return keys.take(id, fingerprint, seed, now.minus(REMEMBERED))
        .chain(
            taken -> {
              if (!taken.fingerprint().equals(fingerprint)) {
                throw Refused.unprocessable(
                    HEADER, "This key came with another request within the last 24 hours.");
              }
              boolean again = !taken.seed().equals(seed);
              Held held = new Held(id, taken.seed());
              Uni<T> done =
                  work.apply(
                      new Ticket(taken.seed()::id, again, taken.answer(), Optional.of(held)));
              return again
                  ? done
                  : done.onFailure(Refused.class).call(() -> keys.release(id, seed));
            });
  }

  /** Keeps what a request was answered with, for those that come again. */
  public Uni<Void> note(Ticket ticket, String answer) {
    return ticket
        .held()
        .map(held -> keys.answered(held.id(), held.seed(), answer))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** The store cannot be relied on to forget by itself. */
  @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    if (!preparation.done()) {
      return Uni.createFrom().voidItem();
    }
    return keys.removeBefore(clock.instant().minus(REMEMBERED))
        .onFailure()
        .invoke(failure -> LOG.warnf("no request was forgotten: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(0L)
        .replaceWithVoid();
  }
}
