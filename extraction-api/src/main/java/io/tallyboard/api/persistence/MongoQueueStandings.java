package io.tallyboard.api.persistence;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueStanding.Lease;
import io.tallyboard.api.domain.port.QueueStandings;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueuePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;

/** Reads what job-tracker writes. */
@ApplicationScoped
class MongoQueueStandings implements QueueStandings {
  private final Store store;

  MongoQueueStandings(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Map<String, QueuePosition>> positions() {
    return store
        .collection(Collections.QUEUE_POSITIONS, QueuePosition.class)
        .find()
        .collect()
        .asMap(QueuePosition::queue);
  }

  @Override
  public Uni<Map<String, Lease>> leases() {
    return store
        .documents(Collections.QUEUE_LEASES)
        .find()
        .filter(lease -> lease.get("holder") instanceof String)
        .collect()
        .asMap(lease -> lease.getString("_id"), MongoQueueStandings::lease);
  }

  private static Lease lease(Document stored) {
    Date until = stored.getDate("until");
    return new Lease(stored.getString("holder"), until == null ? Instant.EPOCH : until.toInstant());
  }
}
