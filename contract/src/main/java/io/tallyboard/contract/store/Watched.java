package io.tallyboard.contract.store;

import java.time.Duration;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * How long beats were listened for without a break, by whichever replica. It is the same for every
 * instance, so that it is one record and costs one write a second, however many instances there are.
 *
 * <p>Every beat heard until {@code until} is stored by then. So whoever reads this first, and the
 * instances after it, sees no silence where there was none.
 *
 * @param until silence after it says nothing: perhaps nobody listened
 */
public record Watched(@BsonId String id, Instant since, Instant until) {
  /** The one watch that there is. */
  public static final String BEATS = "beats";

  /** After this long without a watcher, silence says nothing. */
  public static final Duration TIMEOUT = Duration.ofSeconds(15);

  public static Watched of(Instant since, Instant until) {
    return new Watched(BEATS, since, until);
  }

  /** Nobody has listened yet. */
  public static Watched never() {
    return of(Instant.EPOCH, Instant.EPOCH);
  }

  boolean lapsed(Instant now) {
    return Duration.between(until, now).compareTo(TIMEOUT) > 0;
  }
}
