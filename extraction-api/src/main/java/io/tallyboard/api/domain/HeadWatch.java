package io.tallyboard.api.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Since when one job was seen to be the first in its extractor's queue, taken up by nobody. That is known
 * only while all that lies in the queue is ours and waits: of another system's messages, and of jobs
 * that were put back, nobody knows where in the queue they are.
 *
 * @param since when it was first seen so; what came before is no evidence
 * @param seen when it was looked at last
 * @param sure whether that look showed it, or merely nothing against it, some process having a message
 */
public record HeadWatch(String jobId, Instant since, Instant seen, boolean sure) {
  /** After longer than this, nobody was watching. */
  private static final Duration BLINK = Duration.ofSeconds(15);

  /** What the broker told longer ago does not belong to what the store says now. */
  private static final Duration STALE = Duration.ofSeconds(5);

  /**
   * After another look.
   *
   * @param sent of ours and not started, the earliest first: read after the queue was
   * @return empty where no job of ours is known to be the first
   */
  public static Optional<HeadWatch> next(
      Optional<HeadWatch> before, List<InFlight> sent, QueueState queue, Instant now) {
    Optional<HeadWatch> watched =
        before.filter(watch -> watch.seen().plus(BLINK).isAfter(now) && isIn(watch, sent));
    if (!queue.exists() || queue.ready() > sent.size() || sent.isEmpty()) {
      return Optional.empty();
    }
    return head(sent, queue, now)
        .map(job -> of(job, watched, now))
        .or(() -> watched.map(watch -> new HeadWatch(watch.jobId(), watch.since(), now, false)));
  }

  private static boolean isIn(HeadWatch watch, List<InFlight> sent) {
    return sent.stream().anyMatch(job -> job.jobId().equals(watch.jobId()));
  }

  private static HeadWatch of(String job, Optional<HeadWatch> watched, Instant now) {
    Instant since =
        watched.filter(watch -> watch.jobId().equals(job)).map(HeadWatch::since).orElse(now);
    return new HeadWatch(job, since, now, true);
  }

  /** Empty where somebody has one of the messages, or may have. */
  private static Optional<String> head(List<InFlight> sent, QueueState queue, Instant now) {
    if (queue.checkedAt().plus(STALE).isBefore(now)) {
      return Optional.empty();
    }
    if (queue.ready() == sent.size()) {
      return Optional.of(sent.get(0).jobId());
    }
    // Nobody is there to have one: those that are missing are gone, and the oldest of them went
    // first.
    List<InFlight> left = Window.believed(sent, Optional.of(queue), now);
    return queue.consumers() == 0 && !left.isEmpty() && left.size() == queue.ready()
        ? Optional.of(left.get(0).jobId())
        : Optional.empty();
  }

  /**
   * Since when so many processes came that are gone by now: of those that came meanwhile, no more can be
   * there than take from the queue. Empty where it were fewer.
   *
   * @param arrivals when processes of this queue were first heard
   */
  public Optional<Instant> gone(List<Instant> arrivals, QueueState queue, int limit) {
    long needed = limit + queue.consumers();
    List<Instant> meanwhile =
        arrivals.stream()
            .filter(at -> at.isAfter(since))
            .sorted(Comparator.reverseOrder())
            .limit(needed)
            .toList();
    return sure && meanwhile.size() == needed
        ? Optional.of(meanwhile.get(meanwhile.size() - 1))
        : Optional.empty();
  }
}
