package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One status update, as it was received: the log that every job record is folded from. Written once
 * by job-tracker, never changed.
 *
 * @param id {@code <queue>:<seq>}; unique, and the same however often the update is read
 * @param seq the update's place in its queue: the offset on a stream, a number given on a plain queue
 * @param jobId as the update named it; null where it named none, and the lane decides
 * @param status the update's own words for its status, redacted
 * @param claimedAt the sender's time, verbatim; at most 64 characters
 * @param at the sender's time where it could be read
 * @param receivedAt ours, in milliseconds; never goes back within a queue
 * @param controlId of a control update: the same id counts once
 * @param digest of the body as received: tells a message taken again from a plain queue
 * @param batchStart whether a batch began here: what is read again begins at a batch
 */
public record Extraction(
    @BsonId String id,
    String queue,
    long seq,
    Source source,
    @Nullable String jobId,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    Event event,
    @Nullable String status,
    @Nullable String message,
    @Nullable String claimedAt,
    @Nullable Instant at,
    Instant receivedAt,
    @Nullable String controlId,
    @Nullable Request request,
    String digest,
    boolean batchStart) {

  public static String id(String queue, long seq) {
    return queue + ":" + seq;
  }
}
