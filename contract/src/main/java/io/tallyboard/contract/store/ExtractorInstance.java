package io.tallyboard.contract.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One process of an extractor, and what was heard of it. Whether it is alive is computed on reading,
 * from these facts and from how long beats were listened for.
 *
 * @param intervals the last few between beats, in milliseconds, of those wholly watched
 * @param announced the last state told to others
 */
public record ExtractorInstance(
    @BsonId String id,
    String extractor,
    String queue,
    @Nullable String version,
    @Nullable String owner,
    Instant firstBeat,
    Instant lastBeat,
    long beats,
    List<Long> intervals,
    @Nullable Liveness announced) {

  /** pyclowder's default, assumed until two beats were heard. */
  public static final Duration DEFAULT_PERIOD = Duration.ofMinutes(5);

  private static final long FLOOR_MILLIS = 1_000;
  private static final int OFFLINE_PERIODS = 3;

  public ExtractorInstance {
    intervals = List.copyOf(intervals);
  }

  /** The learned period between beats: the median of the watched intervals, at least a second. */
  public Duration period() {
    if (intervals.isEmpty()) {
      return DEFAULT_PERIOD;
    }
    List<Long> sorted = intervals.stream().sorted().toList();
    return Duration.ofMillis(Math.max(FLOOR_MILLIS, sorted.get(sorted.size() / 2)));
  }

  /** How long nothing was heard while somebody listened, as far as is known. */
  public Duration silence(Watched watched) {
    Instant from = lastBeat.isAfter(watched.since()) ? lastBeat : watched.since();
    Duration silence = Duration.between(from, watched.until());
    Duration known = wasOffline(watched) ? period().multipliedBy(OFFLINE_PERIODS) : Duration.ZERO;
    return silence.isNegative() ? known : known.plus(silence);
  }

  /** Alive or not, as of {@code now}: LATE after 1.5 periods of silence, OFFLINE after 3. */
  public Liveness liveness(Watched watched, Instant now) {
    if (watched.lapsed(now)) {
      return Liveness.UNKNOWN;
    }
    Duration silence = silence(watched);
    Duration dead = period().multipliedBy(OFFLINE_PERIODS);
    if (wasOffline(watched) || silence.compareTo(dead) > 0) {
      return Liveness.OFFLINE;
    }
    return silence.multipliedBy(2).compareTo(dead) > 0 ? Liveness.LATE : Liveness.ONLINE;
  }

  /**
   * An earlier watch found it silent for too long, and it was not heard since: that a watch begins
   * anew brings nobody back.
   */
  private boolean wasOffline(Watched watched) {
    return announced == Liveness.OFFLINE && lastBeat.isBefore(watched.since());
  }
}
