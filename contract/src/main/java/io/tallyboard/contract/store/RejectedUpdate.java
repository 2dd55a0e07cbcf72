package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be used: kept, counted, and in nobody's way.
 *
 * @param id {@code <queue>:<seq>}, or of one rejected elsewhere its own
 * @param origin where it came from first, if another service handed it in
 * @param reason one word, to count by
 * @param detail one sentence, for a person
 * @param body its first MiB as text, redacted
 * @param length of the whole, in bytes
 * @param digest SHA-256 of the whole, in hexadecimal
 * @param batchStart as in {@link Extraction}
 */
public record RejectedUpdate(
    @BsonId String id,
    String queue,
    long seq,
    @Nullable String origin,
    String reason,
    String detail,
    String body,
    long length,
    String digest,
    Instant receivedAt,
    boolean batchStart) {}
