package io.tallyboard.tracker.domain;

import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Request;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds extractions into a job's record: a pure function. In which batches they come, and how often,
 * makes no difference; within a queue they come in its order.
 */
public final class JobFold {

  /** What a job is, before anything is known of its life. */
  public record Subject(String id, Identity identity, @Nullable String lane, boolean ambiguous) {

    public static Subject given(String jobId) {
      return new Subject(jobId, Identity.GIVEN, null, false);
    }
  }

  private JobFold() {}

  /**
   * Adds extractions to a record, or begins one.
   *
   * @param before null where there is no record yet
   * @param more at least one
   * @return a record of the next version, or {@code before} itself where nothing was new
   */
  public static Job fold(@Nullable Job before, Subject subject, List<Extraction> more) {
    Recollection memory = new Recollection(before == null ? FoldMemory.empty() : before.memory());
    @Nullable ResourceRef resource = before == null ? null : before.resource();
    @Nullable String extractor = before == null ? null : before.extractor();
    @Nullable Request request = before == null ? null : before.request();
    @Nullable Instant lastSeen = before == null ? null : before.lastSeenAt();
    long added = 0;
    for (Extraction extraction : more) {
      if (!memory.add(extraction)) {
        continue;
      }
      added++;
      resource = better(resource, extraction.resource());
      extractor = extractor == null ? extraction.extractor() : extractor;
      request = request == null ? extraction.request() : request;
      lastSeen = later(lastSeen, extraction.receivedAt());
    }
    boolean ambiguous = subject.ambiguous() || (before != null && before.ambiguous());
    if (before != null && added == 0 && ambiguous == before.ambiguous()) {
      return before;
    }
    FoldMemory after = memory.toMemory();
    boolean history = subject.identity() == Identity.INFERRED;
    Timeline life = Timeline.of(after, new Moments(history));
    @Nullable Mark text = after.lastText();
    Instant seen = lastSeen == null ? Instant.EPOCH : lastSeen;
    return new Job(
        subject.id(),
        subject.identity(),
        ambiguous,
        subject.lane(),
        resource,
        extractor,
        request,
        life.state(),
        life.attempts(),
        life.firstMoment(seen),
        life.submittedAt(),
        life.startedAt(),
        life.finishedAt(),
        seen,
        life.waiting(),
        life.running(),
        text == null ? null : text.message(),
        (before == null ? 0 : before.updates()) + added,
        after,
        before == null ? 1 : before.version() + 1);
  }

  /** A status update does not tell a file from a dataset; a submission does. */
  private static @Nullable ResourceRef better(@Nullable ResourceRef a, @Nullable ResourceRef b) {
    if (a == null) {
      return b;
    }
    boolean toldNow = b != null && !b.type().equals(ResourceRef.UNKNOWN);
    return a.type().equals(ResourceRef.UNKNOWN) && toldNow ? b : a;
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a == null || b.isAfter(a) ? b : a;
  }
}
