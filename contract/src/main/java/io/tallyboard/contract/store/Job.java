package io.tallyboard.contract.store;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request to run one extractor on one resource: the fold of its extractions,
 * written by job-tracker alone.
 *
 * @param lane of an inferred job: {@code <resource id>|<extractor>}
 * @param ambiguous of an inferred job: runs overlapped, so that an update may belong to another
 * @param formerIds ids that an inferred job had before earlier history arrived; they still find it
 * @param request null where nobody told
 * @param trouble a doubt about an unfinished job
 * @param mayReturn of a lost job: whether the broker held messages for its extractor when it was given
 *     up, so that it may run again; null of any other
 * @param takenBack how many verdicts on it (stalled, suspect, lost) were wrong; null where none was
 * @param addressedBy the job that made good what this one failed at
 * @param attempts all of them, or the first and the last fifty
 * @param attemptCount how many there were
 * @param createdAt our time of the first we heard of it: lists are sorted by it
 * @param waiting from submission to first start; null where either is missing
 * @param running of the last attempt that ended
 * @param updates how many extractions are folded in
 * @param dropped how many log lines were not kept, being over the job's limit
 * @param imported whether any of it was imported from another system's history
 * @param expiring it is being removed, and nothing is added any more
 * @param version rises with every write
 */
public record Job(
    @BsonId String id,
    Identity identity,
    boolean ambiguous,
    @Nullable String lane,
    List<String> formerIds,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    @Nullable Request request,
    JobState state,
    @Nullable Trouble trouble,
    @Nullable Boolean mayReturn,
    @Nullable Integer takenBack,
    @Nullable String addressedBy,
    List<Attempt> attempts,
    int attemptCount,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant lastSeenAt,
    @Nullable Span waiting,
    @Nullable Span running,
    @Nullable String lastMessage,
    long updates,
    long dropped,
    boolean imported,
    boolean expiring,
    FoldMemory memory,
    long version) {

  /**
   * Of the stored document, beside the record's own fields: when it was written, by its writer's
   * clock. Not a part of the record, since it is no part of the fold: writing the same once more is no
   * change of the job.
   */
  public static final String CHANGED_AT = "changedAt";

  public Job {
    formerIds = List.copyOf(formerIds);
    attempts = List.copyOf(attempts);
  }

  /** The same record as another version. */
  public Job withVersion(long other) {
    return with(formerIds, expiring, other);
  }

  /** The same record with other former ids. */
  public Job withFormerIds(List<String> other) {
    return with(other, expiring, version);
  }

  /** The same record as the next version, marked as being removed. */
  public Job expire() {
    return with(formerIds, true, version + 1);
  }

  private Job with(List<String> otherIds, boolean otherExpiring, long otherVersion) {
    return new Job(
        id,
        identity,
        ambiguous,
        lane,
        otherIds,
        resource,
        extractor,
        request,
        state,
        trouble,
        mayReturn,
        takenBack,
        addressedBy,
        attempts,
        attemptCount,
        createdAt,
        submittedAt,
        startedAt,
        finishedAt,
        lastSeenAt,
        waiting,
        running,
        lastMessage,
        updates,
        dropped,
        imported,
        otherExpiring,
        memory,
        otherVersion);
  }
}
