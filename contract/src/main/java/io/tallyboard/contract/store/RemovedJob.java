package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * What remains of a job that retention removed, so that an update that comes later makes no ghost of
 * it.
 *
 * @param key the job's id, or of inferred jobs their lane
 * @param lane whether it is a lane
 * @param settled whether it was looked at once more, after whatever was under way had arrived
 */
public record RemovedJob(@BsonId String key, boolean lane, Instant removedAt, boolean settled) {}
