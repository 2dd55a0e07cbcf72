package io.tallyboard.tracker.ingest;

import io.tallyboard.contract.store.Job;
import java.util.Collection;

/** Tells others that records changed: at least once in quiet times, and never in the way. */
public interface Hints {
  void changed(Collection<Job> jobs);
}
