package io.tallyboard.api.domain;

import java.time.Instant;

/**
 * How a job's key was used: evidence that somebody works on the job, though nothing be heard of it.
 *
 * @param calls how often it was shown and opened something
 * @param openings how often what every run asks first was asked for: the resource's description
 * @param refused how often it was shown and opened nothing, being revoked or expired
 */
public record KeyUse(long calls, long openings, long refused, Instant firstAt, Instant lastAt) {

  /** It was never shown. */
  public static KeyUse none() {
    return new KeyUse(0, 0, 0, Instant.EPOCH, Instant.EPOCH);
  }

  public KeyUse plus(KeyUse later) {
    return new KeyUse(
        calls + later.calls,
        openings + later.openings,
        refused + later.refused,
        firstAt.isBefore(later.firstAt) ? firstAt : later.firstAt,
        lastAt.isAfter(later.lastAt) ? lastAt : later.lastAt);
  }
}
