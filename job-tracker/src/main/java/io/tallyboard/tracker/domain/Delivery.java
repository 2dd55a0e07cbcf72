package io.tallyboard.tracker.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message with its place in its queue.
 *
 * @param queue the log that it stands in
 * @param body whole, or its beginning where it is over {@link Limits#BODY_BYTES}
 * @param length of the whole, in bytes
 * @param digest SHA-256 of the whole, in hexadecimal
 * @param notBefore where it may have lain unread: the last moment at which it certainly was not there
 *     yet, the epoch where nobody knows; null where it was read as it came
 * @param batchStart whether a batch begins with it
 */
// Nobody compares deliveries, and a copy of each body would cost more than it guards.
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(
    String queue,
    long seq,
    byte[] body,
    long length,
    String digest,
    Instant receivedAt,
    @Nullable Instant notBefore,
    boolean batchStart) {}
