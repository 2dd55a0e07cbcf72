package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueState;
import java.util.Collection;
import java.util.Map;

/** What the broker knows of queues. */
public interface ExtractorQueues {

  /**
   * Those of the queues of which the broker told lately. Never fails and never takes long: where the
   * broker does not answer, some or all are left out.
   */
  Uni<Map<String, QueueState>> states(Collection<String> queues);
}
