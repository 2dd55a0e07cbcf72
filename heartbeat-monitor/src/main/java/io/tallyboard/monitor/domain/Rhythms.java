package io.tallyboard.monitor.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When each instance was heard by this process, from which its period is learned: a beat does not
 * carry it. Only what this process heard itself counts, by its own clock. Safe for use by many threads.
 */
public final class Rhythms {
  /** Sooner than this the same beat came twice: no extractor beats more often than each second. */
  public static final Duration REPEAT = Duration.ofMillis(500);

  /** So much longer than the shortest interval means that beats were missed in between. */
  private static final int MISSED = 3;

  private final Map<InstanceId, Rhythm> rhythms = new HashMap<>();

  /**
   * What one beat tells.
   *
   * @param again the same beat as the last
   * @param first when the instance was first heard
   * @param interval since the last beat, if it was watched from its beginning to its end and is one
   *     period long as far as can be told
   */
  public record Noted(boolean again, Instant first, OptionalLong interval) {}

  private record Rhythm(Instant first, Instant last, long shortest) {}

  /**
   * Remembers a beat.
   *
   * @param watchedSince since when nothing can have been missed; empty where that is in doubt
   */
  public synchronized Noted note(InstanceId id, Instant at, Optional<Instant> watchedSince) {
    Rhythm rhythm = rhythms.get(id);
    if (rhythm == null) {
      rhythms.put(id, new Rhythm(at, at, Long.MAX_VALUE));
      return new Noted(false, at, OptionalLong.empty());
    }
    Duration interval = Duration.between(rhythm.last, at);
    if (interval.abs().compareTo(REPEAT) < 0) {
      return new Noted(true, rhythm.first, OptionalLong.empty());
    }
    long millis = interval.toMillis();
    boolean watched =
        millis > 0 && watchedSince.isPresent() && !watchedSince.get().isAfter(rhythm.last);
    boolean period = watched && millis / MISSED <= rhythm.shortest;
    long shortest = watched ? Math.min(rhythm.shortest, millis) : rhythm.shortest;
    rhythms.put(id, new Rhythm(rhythm.first, at, shortest));
    return new Noted(false, rhythm.first, period ? OptionalLong.of(millis) : OptionalLong.empty());
  }

  public synchronized void forgetBefore(Instant before) {
    rhythms.values().removeIf(rhythm -> rhythm.last.isBefore(before));
  }
}
