package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A queue that jobs report to. One of ours is declared before it is named in any {@code reply_to}.
 *
 * @param passOn of a foreign queue: where its messages go on to, unchanged, once they are taken
 */
public record UpdateQueue(
    @BsonId String name, QueueKind kind, Instant declaredAt, @Nullable String passOn) {}
