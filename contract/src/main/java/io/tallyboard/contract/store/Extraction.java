package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * One status update, as it was received: the log that every job record is folded from. Written once
 * by job-tracker, never changed; only the count of what was dropped from a job rises in its place.
 *
 * @param id {@code <queue>:<seq>}; unique, and the same however often the update is read. Imported
 *     history has {@code import:<source>:<id>}
 * @param queue the log that it stands in: the update queue's name, with {@code ~<epoch>} behind it
 *     where a stream was made anew under the same name
 * @param seq the update's place in its queue: the offset on a stream, a number given on a plain queue
 * @param key what it is folded by: the job id, or where it names none its lane
 * @param jobId as the update named it; null where it named none, and the lane decides
 * @param status the update's own words for its status, redacted
 * @param claimedAt the sender's time, verbatim; at most 64 characters
 * @param at the sender's time where it could be read
 * @param receivedAt ours, in milliseconds; never goes back within a queue
 * @param notBefore where it may have lain unread: the last moment at which it certainly was not there
 *     yet, {@link Instant#EPOCH} where nobody knows; null where it was read as it came
 * @param controlId of a control update: the same id counts once
 * @param refersTo another job, or a rejected message, that it is about
 * @param dropped how many log lines of the job were not kept on this queue, up to here
 * @param digest of the body as received: tells a message taken again from a plain queue
 * @param batchStart whether a batch began here: what is read again begins at a batch
 */
public record Extraction(
    @BsonId String id,
    String queue,
    long seq,
    Source source,
    String key,
    @Nullable String jobId,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    Event event,
    @Nullable String status,
    @Nullable String message,
    @Nullable String claimedAt,
    @Nullable Instant at,
    Instant receivedAt,
    @Nullable Instant notBefore,
    @Nullable String controlId,
    @Nullable Request request,
    @Nullable String refersTo,
    @Nullable Long dropped,
    String digest,
    boolean batchStart) {

  public static String id(String queue, long seq) {
    return queue + ":" + seq;
  }

  /** The key of updates that name no job: those of one extractor on one resource are a lane. */
  public static String laneKey(String resourceId, String extractor) {
    return resourceId + "|" + extractor;
  }

  public Place place() {
    return new Place(receivedAt, queue, seq);
  }
}
