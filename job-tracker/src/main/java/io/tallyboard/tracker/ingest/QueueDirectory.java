package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.UpdateQueue;
import java.util.List;

/** Which queues jobs report to. The set only grows. */
public interface QueueDirectory {
  Uni<List<UpdateQueue>> updateQueues();
}
