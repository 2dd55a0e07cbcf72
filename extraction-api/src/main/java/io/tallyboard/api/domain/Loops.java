package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a job is begun again and again without an end. Since it was last put back by a person;
 * what was told of before does not count again.
 */
public final class Loops {
  /** pyclowder tries a job eleven times by itself, and counts. */
  private static final int COUNTED_TRIES = 12;

  /** How a retry begins that pyclowder does not count: it puts the job back as it was. */
  private static final List<String> UNCOUNTED =
      List.of("sys.exit", "keyboard interrupt", "generator exit");

  /** Shorter runs end too soon for a time-out of the broker. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(8);

  /** How much the lengths of runs may differ that the same thing ends. */
  private static final double ALIKE = 1.2;

  /** A run is measured to the next one's first word: it takes a moment to start again, and to speak. */
  private static final Duration ALIKE_AT_LEAST = Duration.ofSeconds(4);

  /** One run may have been under way when the key was taken back. */
  private static final int ENOUGH_MORE = 2;

  /** A run that lives has said by then that it began: pyclowder speaks about once a second. */
  private static final Duration SPEAKS_WITHIN = Duration.ofSeconds(3);

  private Loops() {}

  /**
   * Looks at one unfinished job.
   *
   * @param use of its key: every run asks first for the resource's description
   * @param instances of its extractor
   * @param limit how often is too often
   */
  public static Optional<Loop> of(
      Job job, KeyUse use, List<ExtractorInstance> instances, int limit, Instant now) {
    List<Attempt> recent = sinceReplay(job.attempts());
    List<Attempt> silent = recent.stream().filter(Loops::endedSilently).toList();
    List<Attempt> retried = recent.stream().filter(a -> a.state() == AttemptState.RETRIED).toList();
    if (silent.size() >= limit) {
      return Optional.of(
          crashing(silent.subList(silent.size() - limit, silent.size()), silent.size(), instances));
    }
    long uncounted = retried.stream().filter(Loops::isUncounted).count();
    if (uncounted >= limit || retried.size() > COUNTED_TRIES) {
      return Optional.of(retrying(retried));
    }
    long unheard = Math.min(unheard(job, use, now), newcomers(instances, use));
    return unheard > 0 && silent.size() + unheard >= limit
        ? Optional.of(unheard(silent.size(), unheard))
        : Optional.empty();
  }

  /** Whether it is worth a closer look: its extractor's processes are needed for that. */
  public static boolean isSuspect(Job job, KeyUse use, int limit, Instant now) {
    List<Attempt> recent = sinceReplay(job.attempts());
    long ended = recent.stream().filter(a -> a.state() != AttemptState.RUNNING).count();
    return ended + unheard(job, use, now) >= limit;
  }

  /** What is told of a job that so many processes did not take up. */
  public static Loop neverBegun(int gone, String extractor) {
    return new Loop(
        Loop.Kind.NEVER_BEGUN,
        "%d processes of %s came and went while this job was the first in its queue, and none of them took up anything."
            .formatted(gone, extractor));
  }

  /** What is told of the next one: it is hardly the job, since the one before ended the same way. */
  public static Loop nothingBegun(int gone, String extractor) {
    return new Loop(
        Loop.Kind.NEVER_BEGUN,
        "%d processes of %s came and went while this job was the first in its queue, and none of them took up anything; it was the same with the job before it. So it is the extractor that dies, whatever it is given: its own log tells why. This job waits, and runs when that is mended."
            .formatted(gone, extractor));
  }

  /**
   * Whether a job that was told of goes on as before though its key was taken back, since its runs never
   * ask for anything; and what of it.
   */
  public static Optional<Loop> goingOn(Job job) {
    Trouble trouble = job.trouble();
    if (trouble == null || trouble.kind() != Event.LOOPING) {
      return Optional.empty();
    }
    long more =
        job.attempts().stream()
            .filter(Loops::endedSilently)
            .filter(a -> a.startedAt() != null && a.startedAt().isAfter(trouble.since()))
            .count();
    return more < ENOUGH_MORE
        ? Optional.empty()
        : Optional.of(
            new Loop(
                Loop.Kind.CRASH,
                "%d runs more have begun and ended without a word since its key was taken back, and never asked for anything."
                    .formatted(more)));
  }

  /** Runs that asked for its data, did not say that they began, and had the time to say so. */
  private static long unheard(Job job, KeyUse use, Instant now) {
    long all = use.openings() - fetchedBefore(job) - job.attemptCount();
    boolean mayLive = use.lastAt().plus(SPEAKS_WITHIN).isAfter(now);
    return Math.max(0, mayLive ? all - 1 : all);
  }

  /**
   * Processes that came since its key was first used: only they can be in the place of some that died.
   * One that lives may well ask for the same several times.
   */
  private static long newcomers(List<ExtractorInstance> instances, KeyUse use) {
    return instances.stream().filter(i -> i.firstBeat().isAfter(use.firstAt())).count();
  }

  /** The id of what is told: it holds how far the evidence reached. */
  public static String controlId(Job job, long fetched) {
    return "looping:%s:%d:%d".formatted(job.id(), job.attemptCount(), fetched);
  }

  /** Runs that were told of, beyond those that are attempts. */
  private static long fetchedBefore(Job job) {
    String prefix = "looping:" + job.id() + ":";
    return job.memory().controlIds().stream()
        .filter(id -> id.startsWith(prefix))
        .map(id -> id.substring(prefix.length()).split(":"))
        .mapToLong(parts -> Long.parseLong(parts[1]) - Long.parseLong(parts[0]))
        .max()
        .orElse(0);
  }

  private static List<Attempt> sinceReplay(List<Attempt> all) {
    List<Attempt> recent = new ArrayList<>();
    for (Attempt attempt : all) {
      if (attempt.cause() == Cause.REPLAYED) {
        recent.clear();
      }
      recent.add(attempt);
    }
    return recent;
  }

  private static boolean endedSilently(Attempt attempt) {
    return attempt.state() == AttemptState.INTERRUPTED || attempt.state() == AttemptState.LOST;
  }

  private static boolean isUncounted(Attempt attempt) {
    String message = attempt.message();
    return message != null && UNCOUNTED.stream().anyMatch(message::startsWith);
  }

  private static Loop retrying(List<Attempt> retried) {
    String message = retried.get(retried.size() - 1).message();
    return new Loop(
        Loop.Kind.ENDLESS_RETRY,
        "The extractor has put it back %d times, and does not count: it would go on for ever%s."
            .formatted(retried.size(), message == null ? "" : " (" + firstLine(message) + ")"));
  }

  private static Loop unheard(int begun, long unheard) {
    return begun == 0
        ? new Loop(
            Loop.Kind.SILENT_CRASH,
            "Its extractor has asked for its data %d times, and each time it was gone before it said a word."
                .formatted(unheard))
        : new Loop(
            Loop.Kind.CRASH,
            "%d runs have ended without a word, %d of them before they said that they began: it brings down whatever takes it up."
                .formatted(begun + unheard, unheard));
  }

  private static Loop crashing(List<Attempt> last, int count, List<ExtractorInstance> instances) {
    List<Duration> lengths = last.stream().flatMap(a -> length(a).stream()).sorted().toList();
    boolean alike =
        lengths.size() == last.size()
            && lengths.get(0).compareTo(SHORTEST_TIMEOUT) >= 0
            && areAlike(lengths.get(0), lengths.get(lengths.size() - 1));
    if (!alike) {
      return new Loop(
          Loop.Kind.CRASH,
          "%d runs have begun and ended without a word: it brings down whatever takes it up."
              .formatted(count));
    }
    String middle = HowLong.of(lengths.get(lengths.size() / 2));
    String seen = "%d runs were cut off, each after about %s".formatted(count, middle);
    return new Loop(
        Loop.Kind.TOO_LONG,
        survived(last, instances)
            ? seen
                + ", and the process lived on: the broker takes the job away, since it is longer than"
                + " its consumer_timeout. Raise consumer_timeout, or split the job."
            : seen
                + ": so the broker does with a job that is longer than its consumer_timeout. Raise"
                + " consumer_timeout, or split the job; if it is long enough, the extractor ends at"
                + " the same point each time, which its own log tells.");
  }

  private static boolean areAlike(Duration shortest, Duration longest) {
    return longest.toMillis() <= shortest.toMillis() * ALIKE
        || longest.minus(shortest).compareTo(ALIKE_AT_LEAST) <= 0;
  }

  /** Whether the one process that there was beat before the first of them and after the last. */
  private static boolean survived(List<Attempt> last, List<ExtractorInstance> instances) {
    Instant from = last.get(0).startedAt();
    Instant to = last.get(last.size() - 1).endedAt();
    if (from == null || to == null) {
      return false;
    }
    List<ExtractorInstance> then =
        instances.stream()
            .filter(i -> !i.lastBeat().isBefore(from) && i.firstBeat().isBefore(to))
            .toList();
    return then.size() == 1
        && !then.get(0).firstBeat().isAfter(from)
        && then.get(0).lastBeat().isAfter(to);
  }

  private static Optional<Duration> length(Attempt attempt) {
    Instant from = attempt.startedAt();
    Instant to = attempt.endedAt();
    return from == null || to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }
}
