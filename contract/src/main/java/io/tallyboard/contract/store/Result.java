package io.tallyboard.contract.store;

import io.tallyboard.contract.ResourceRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * What a job produced and handed in while it ran.
 *
 * @param jobId of the job whose key was used
 * @param kind {@code metadata} for now
 * @param content JSON as text: its keys are the extractor's
 */
public record Result(
    @BsonId String id,
    @Nullable String jobId,
    ResourceRef resource,
    @Nullable String extractor,
    String kind,
    String content,
    Instant createdAt) {}
