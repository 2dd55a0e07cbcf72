package io.tallyboard.monitor.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was heard of one instance and is not stored yet.
 *
 * @param beat the latest that described its extractor, or else the latest
 * @param since when this process first heard the instance
 * @param first of the beats heard
 * @param last of the beats heard
 * @param beats how many
 * @param intervals between them, in milliseconds, of those wholly watched
 */
public record Heard(
    Beat beat, Instant since, Instant first, Instant last, int beats, List<Long> intervals) {

  public Heard {
    intervals = List.copyOf(intervals);
  }

  /** Both together, whichever came first. */
  Heard and(Heard other) {
    boolean later = other.last.isAfter(last);
    Heard newer = later ? other : this;
    Heard older = later ? this : other;
    return new Heard(
        newer.beat.description() == null && older.beat.description() != null
            ? older.beat
            : newer.beat,
        earlier(since, other.since),
        earlier(first, other.first),
        newer.last,
        beats + other.beats,
        Stream.concat(older.intervals.stream(), newer.intervals.stream()).toList());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
