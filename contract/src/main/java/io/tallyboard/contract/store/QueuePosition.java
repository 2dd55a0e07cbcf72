package io.tallyboard.contract.store;

import org.bson.codecs.pojo.annotations.BsonId;

/** Through which place the stored updates of a queue are folded into jobs. */
public record QueuePosition(@BsonId String queue, long foldedThrough) {}
