package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.JobFold.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of a job's updates are kept. Over the limit a log line that changes nothing is dropped, and
 * counted by an extraction of its own, one per job and queue, whose count rises. Lifecycle updates are
 * kept whatever happens, and so is a sign of life that takes a doubt back.
 *
 * <p>A function of the record and of the updates in their order, so that a batch that is taken again
 * meets the same decision.
 */
public final class Quota {

  /** What is kept, in order; and what counts those that are not, where there are any. */
  public record Kept(List<Extraction> updates, Optional<Extraction> dropped) {
    public Kept {
      updates = List.copyOf(updates);
    }
  }

  private Quota() {}

  /**
   * Decides.
   *
   * @param before the job's record, null where there is none
   * @param share its updates from one queue, in order
   * @param limit how many updates of a job are kept
   */
  public static Kept of(@Nullable Job before, Subject subject, List<Extraction> share, int limit) {
    long known = before == null ? 0 : before.updates();
    if (known + share.size() <= limit) {
      return new Kept(share, Optional.empty());
    }
    List<Extraction> kept = new ArrayList<>();
    @Nullable Job job = before;
    @Nullable Extraction last = null;
    long count = 0;
    for (Extraction update : share) {
      if (job != null && folded(job, update)) {
        continue;
      }
      if (job != null && job.updates() >= limit && changesNothing(job, update)) {
        last = update;
        count++;
        continue;
      }
      kept.add(update);
      Optional<Job> after = JobFold.fold(job, subject, List.of(update));
      if (after.isEmpty()) {
        // It comes out of order between queues: seldom enough to keep the rest of this batch.
        return new Kept(share, Optional.empty());
      }
      job = after.get();
    }
    return new Kept(kept, Optional.ofNullable(last).map(dropped(before, count)));
  }

  private static java.util.function.Function<Extraction, Extraction> dropped(
      @Nullable Job before, long count) {
    return e ->
        new Extraction(
            e.queue() + ":dropped:" + e.key(),
            e.queue(),
            e.seq(),
            Source.TRACKER,
            e.key(),
            e.jobId(),
            e.resource(),
            e.extractor(),
            Event.DROPPED,
            null,
            null,
            null,
            null,
            e.receivedAt(),
            null,
            null,
            null,
            null,
            droppedBefore(before, e.queue()) + count,
            e.digest(),
            false);
  }

  private static boolean folded(Job job, Extraction update) {
    return job.memory().folded().stream()
        .anyMatch(f -> f.queue().equals(update.queue()) && update.seq() <= f.seq());
  }

  private static long droppedBefore(@Nullable Job job, String queue) {
    return job == null
        ? 0
        : job.memory().folded().stream()
            .filter(f -> f.queue().equals(queue))
            .mapToLong(Folded::dropped)
            .sum();
  }

  private static boolean changesNothing(Job job, Extraction update) {
    boolean running = job.state() == JobState.PROCESSING && job.trouble() == null;
    boolean over = job.state().finished() && job.state() != JobState.LOST;
    boolean between = job.state() == JobState.RESUBMITTED;
    return update.event() == Event.PROGRESS && (running || over || between);
  }
}
