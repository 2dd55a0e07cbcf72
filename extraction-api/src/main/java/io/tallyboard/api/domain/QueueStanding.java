package io.tallyboard.api.domain;

import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import java.time.Instant;
import java.util.Optional;

/**
 * An update queue, how far it is read, and who reads it.
 *
 * @param position empty where nothing was read of it yet
 * @param lease empty where nobody holds it now
 */
public record QueueStanding(
    UpdateQueue queue, Optional<QueuePosition> position, Optional<Lease> lease) {

  /** That a replica of job-tracker reads a queue, until then. */
  public record Lease(String holder, Instant until) {}
}
