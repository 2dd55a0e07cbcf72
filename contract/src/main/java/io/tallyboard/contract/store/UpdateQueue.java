package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/** A queue that jobs report to: declared before it is named in any {@code reply_to}. */
public record UpdateQueue(@BsonId String name, QueueKind kind, Instant declaredAt) {}
