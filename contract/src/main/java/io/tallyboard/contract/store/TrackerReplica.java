package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A replica of job-tracker that takes part in the reading.
 *
 * @param seenAt when it last said so, by the store's clock
 * @param leaseMillis how long that holds
 */
public record TrackerReplica(@BsonId String id, Instant seenAt, long leaseMillis) {

  /** Whether it counts at this time of the store. */
  public boolean live(Instant now) {
    return seenAt.plusMillis(leaseMillis).isAfter(now);
  }
}
