package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A request to run an extractor, durable before its client hears of it: the outbox of job messages.
 *
 * @param jobId UUIDv7
 * @param updateQueue where the extractor will report: chosen once
 * @param priority 0 to 9: 9 goes first; {@link #STANDARD_PRIORITY} where nobody said
 * @param waiting what kept it from being sent when that was tried last; stored under another name,
 *     since earlier versions stored a sentence under this one
 * @param dispatches how often the job message may have been sent
 * @param settled how many of these are over, being those before the job was put back
 * @param version rises with every write
 */
public record Submission(
    @BsonId String jobId,
    ResourceRef resource,
    @Nullable String mimeType,
    long size,
    String extractor,
    String queue,
    Request request,
    String updateQueue,
    SubmissionState state,
    @Nullable Integer priority,
    @BsonProperty("waits") @Nullable Waiting waiting,
    Instant createdAt,
    @Nullable Instant dispatchedAt,
    int dispatches,
    @Nullable Integer settled,
    long version) {

  public static final int STANDARD_PRIORITY = 5;

  /** What earlier versions stored has neither priority nor anything settled. */
  public Submission {
    priority = priority == null ? Integer.valueOf(STANDARD_PRIORITY) : priority;
    settled = settled == null ? Integer.valueOf(0) : settled;
  }

  /** Of the standard priority, and never put back. */
  public Submission(
      String jobId,
      ResourceRef resource,
      @Nullable String mimeType,
      long size,
      String extractor,
      String queue,
      Request request,
      String updateQueue,
      SubmissionState state,
      @Nullable Waiting waiting,
      Instant createdAt,
      @Nullable Instant dispatchedAt,
      int dispatches,
      long version) {
    this(
        jobId,
        resource,
        mimeType,
        size,
        extractor,
        queue,
        request,
        updateQueue,
        state,
        STANDARD_PRIORITY,
        waiting,
        createdAt,
        dispatchedAt,
        dispatches,
        0,
        version);
  }

  @Override
  public Integer priority() {
    return priority == null ? STANDARD_PRIORITY : priority;
  }

  @Override
  public Integer settled() {
    return settled == null ? 0 : settled;
  }

  /** Whether a message of it may be under way of which nobody knows. */
  public boolean doubtful() {
    return state != SubmissionState.DISPATCHED && dispatches > settled();
  }
}
