package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.UpdateQueue;
import java.util.List;

/** The stored set of queues that jobs report to. It only grows. */
public interface UpdateQueues {
  Uni<List<UpdateQueue>> all();

  /** Does nothing where one of this name is there already. */
  Uni<Void> add(UpdateQueue queue);
}
