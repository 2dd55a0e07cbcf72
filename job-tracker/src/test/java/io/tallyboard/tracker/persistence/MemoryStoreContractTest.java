package io.tallyboard.tracker.persistence;

import io.tallyboard.tracker.ingest.Faults;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.MemoryJobStore;
import io.tallyboard.tracker.ingest.MemoryQueuePositions;
import io.tallyboard.tracker.ingest.MemoryUpdateLog;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.UpdateLog;

/** On the fakes that the tests with faults use. */
class MemoryStoreContractTest extends StoreContract {

  @Override
  UpdateLog log() {
    return new MemoryUpdateLog(Faults.none());
  }

  @Override
  JobStore store() {
    return new MemoryJobStore(Faults.none());
  }

  @Override
  QueuePositions positions() {
    return new MemoryQueuePositions(Faults.none());
  }
}
