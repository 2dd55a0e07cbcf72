package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.RejectedUpdate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Rejected messages, when they are taken once more. */
public interface RejectedUpdates {

  /** Those of the ids that there are. */
  Uni<Map<String, RejectedUpdate>> byIds(Set<String> ids);

  /** Notes what a message became. Does nothing where that is noted already. */
  Uni<Void> replayed(String id, Instant at, String by, String as);

  /** Notes that it still could not be used. Does nothing where it could be used before. */
  Uni<Void> failed(String id, Instant at, String why);
}
