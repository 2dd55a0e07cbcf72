package io.tallyboard.api.domain;

import io.tallyboard.api.domain.Wait.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast jobs of a queue have started lately.
 *
 * @param minutes how many started, by the minute since the epoch
 */
public record StartRate(Map<Long, Long> minutes) {
  private static final long LATELY = 5;
  private static final long HOUR = 60;

  /** Of fewer nothing can be said. */
  private static final long ENOUGH = 5;

  /** How far off such a guess may well be, beside how far the paces differ. */
  private static final double DOUBT = 1.25;

  private static final Duration FARTHEST = Duration.ofDays(365);

  public StartRate {
    minutes = Map.copyOf(minutes);
  }

  public static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60);
  }

  /** The oldest minute that still counts. */
  public static long oldest(Instant now) {
    return minute(now) - HOUR;
  }

  /**
   * When one starts that so many go before: between the paces of the last minutes and of the last hour.
   * Empty where too few started to tell, or none did lately.
   */
  public Optional<Estimate> estimate(long behind, Instant now) {
    OptionalDouble lately = pace(LATELY, now);
    OptionalDouble hour = pace(HOUR, now);
    if (lately.isEmpty() || hour.isEmpty() || count(HOUR, now) < ENOUGH) {
      return Optional.empty();
    }
    double fast = Math.max(lately.getAsDouble(), hour.getAsDouble()) * DOUBT;
    double slow = Math.min(lately.getAsDouble(), hour.getAsDouble()) / DOUBT;
    return Optional.of(
        new Estimate(now.plus(after(behind, fast)), now.plus(after(behind + 1, slow))));
  }

  private static Duration after(long starts, double perSecond) {
    double seconds = Math.min(starts / perSecond, (double) FARTHEST.toSeconds());
    return Duration.ofSeconds(Math.round(seconds));
  }

  private long count(long back, Instant now) {
    long first = minute(now) - back;
    return minutes.entrySet().stream()
        .filter(entry -> entry.getKey() >= first)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Starts in a second; empty where there were none. Time before the first start does not count. */
  private OptionalDouble pace(long back, Instant now) {
    long first = minute(now) - back;
    return minutes.keySet().stream()
        .filter(minute -> minute >= first)
        .mapToLong(minute -> minute)
        .min()
        .stream()
        .mapToDouble(
            minute ->
                count(back, now)
                    / (double) Math.max(10, now.getEpochSecond() - Math.max(minute, first) * 60))
        .findFirst();
  }
}
