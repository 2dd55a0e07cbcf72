package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done for something that somebody asked for. It is stored before its first step,
 * and removed after its last; each step may be done again. So a crash between two steps costs time
 * only.
 *
 * @param id of kind and job: the same thing asked for twice is one
 * @param job that it is about
 * @param of with {@link Kind#ADDRESS}: the job that it was run again for
 * @param by who asked
 * @param at when
 * @param number with {@link Kind#REPLAY}: how often the job had been sent when it was asked for
 */
public record FollowUp(
    String id, Kind kind, String job, @Nullable String of, UserRef by, Instant at, int number) {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int PART = 8;

  /** What is to be seen through. */
  public enum Kind {
    /** A job is cancelled: not sent, or else refused, and told so. */
    CANCEL,
    /** A job that was run again is told which one made it good, once one did. */
    ADDRESS,
    /** A failed job is told that it is replayed, and sent once more. */
    REPLAY
  }

  public static FollowUp cancel(String job, UserRef by, Instant at) {
    return new FollowUp(cancelId(job), Kind.CANCEL, job, null, by, at, 0);
  }

  public static String cancelId(String job) {
    return "cancel:" + job;
  }

  public static FollowUp address(String job, String of, UserRef by, Instant at) {
    return new FollowUp("address:" + job, Kind.ADDRESS, job, of, by, at, 0);
  }

  public static FollowUp replay(String job, int number, UserRef by, Instant at) {
    return new FollowUp("replay:" + job + ":" + number, Kind.REPLAY, job, null, by, at, number);
  }

  /** The longer it goes on, the less often it is looked at. */
  public Instant next(Instant now) {
    Duration pause = Duration.between(at, now).dividedBy(PART);
    if (pause.compareTo(SHORTEST) < 0) {
      pause = SHORTEST;
    }
    return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }
}
