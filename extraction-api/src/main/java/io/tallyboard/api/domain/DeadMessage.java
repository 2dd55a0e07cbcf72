package io.tallyboard.api.domain;

import org.jspecify.annotations.Nullable;

/**
 * A message as it lies on an error queue, its secrets hidden.
 *
 * @param digest SHA-256 of the bytes
 * @param keyHash of the key that it carries, which itself is not kept; tells one sending from another
 * @param altered whether anything else than its {@code secretKey} was hidden
 */
public record DeadMessage(
    String digest,
    @Nullable String jobId,
    @Nullable String keyHash,
    String body,
    boolean altered,
    long length,
    @Nullable String replyTo,
    @Nullable String correlationId) {}
