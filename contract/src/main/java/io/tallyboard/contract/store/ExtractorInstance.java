package io.tallyboard.contract.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One process of an extractor, and what was heard of it. Whether it is alive is computed on reading,
 * from these facts.
 *
 * @param intervals the last few between beats, in milliseconds, of those wholly watched
 * @param watchedSince since when beats were listened for without a break
 * @param watchedUntil and until when: silence counts only while somebody listened
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
    Instant watchedSince,
    Instant watchedUntil,
    @Nullable Liveness announced) {

  /** pyclowder's default, assumed until two beats were heard. */
  public static final Duration DEFAULT_PERIOD = Duration.ofMinutes(5);

  /** After this long without a watcher, silence says nothing. */
  public static final Duration WATCH_TIMEOUT = Duration.ofSeconds(15);

  private static final long FLOOR_MILLIS = 1_000;

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

  /** How long nothing was heard while somebody listened. */
  public Duration silence() {
    Instant from = lastBeat.isAfter(watchedSince) ? lastBeat : watchedSince;
    Duration silence = Duration.between(from, watchedUntil);
    return silence.isNegative() ? Duration.ZERO : silence;
  }

  /** Alive or not, as of {@code now}: LATE after 1.5 periods of silence, OFFLINE after 3. */
  public Liveness liveness(Instant now) {
    Duration silence = silence();
    Duration period = period();
    if (Duration.between(watchedUntil, now).compareTo(WATCH_TIMEOUT) > 0) {
      return Liveness.UNKNOWN;
    }
    if (silence.compareTo(period.multipliedBy(3)) > 0) {
      return Liveness.OFFLINE;
    }
    return silence.multipliedBy(2).compareTo(period.multipliedBy(3)) > 0
        ? Liveness.LATE
        : Liveness.ONLINE;
  }
}
