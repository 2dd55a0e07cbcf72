package io.tallyboard.monitor.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What the broker counts. */
public interface QueueSights {

  /**
   * All of the queues; fails where the broker does not answer.
   *
   * @param back when the broker came back last; the epoch where it was never away
   */
  record Sights(Map<String, QueueSight> queues, Instant back) {}

  Uni<Sights> look(Set<String> queues);
}
