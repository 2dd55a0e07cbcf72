package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A request to run an extractor, durable before its client hears of it: the outbox of job messages.
 *
 * @param jobId UUIDv7
 * @param updateQueue where the extractor will report: chosen once
 * @param keyHash SHA-256 of the job's key; the key itself is in the message alone
 * @param waiting why it was not sent yet, in one sentence
 * @param dispatches how often the job message was sent
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
    @Nullable String waiting,
    @Nullable String keyHash,
    Instant createdAt,
    @Nullable Instant dispatchedAt,
    int dispatches,
    long version) {}
