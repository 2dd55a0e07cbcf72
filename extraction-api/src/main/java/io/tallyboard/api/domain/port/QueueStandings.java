package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueStanding.Lease;
import io.tallyboard.contract.store.QueuePosition;
import java.util.Map;

/** How far job-tracker has read the update queues, by their names. */
public interface QueueStandings {
  Uni<Map<String, QueuePosition>> positions();

  /** Of those that expire nobody tells which did. */
  Uni<Map<String, Lease>> leases();
}
