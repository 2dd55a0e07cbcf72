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
 * @param request null where nobody told
 * @param createdAt our time of the first we heard of it: lists are sorted by it
 * @param waiting from submission to first start; null where either is missing
 * @param running of the last attempt that ended
 * @param updates how many extractions are folded in
 * @param version rises with every write
 */
public record Job(
    @BsonId String id,
    Identity identity,
    boolean ambiguous,
    @Nullable String lane,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    @Nullable Request request,
    JobState state,
    List<Attempt> attempts,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant lastSeenAt,
    @Nullable Span waiting,
    @Nullable Span running,
    @Nullable String lastMessage,
    long updates,
    FoldMemory memory,
    long version) {
  public Job {
    attempts = List.copyOf(attempts);
  }
}
