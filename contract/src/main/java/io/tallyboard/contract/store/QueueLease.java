package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * Who reads an update queue.
 *
 * @param holder a replica of job-tracker
 * @param until when anybody may take it, by the store's clock, unless it is renewed before
 */
public record QueueLease(@BsonId String queue, String holder, Instant until) {}
