package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;

/** A job folded from the beginning, one update after the other. Not safe for use by several threads. */
public final class WholeFold {
  private final Subject subject;
  private final Recollection memory;
  private long added;

  public WholeFold(Subject subject) {
    this.subject = subject;
    this.memory = new Recollection(null, subject);
  }

  /** The next, which comes after all that were added. */
  public void add(Extraction extraction) {
    memory.add(extraction);
    added++;
  }

  /** How many were added. */
  public long added() {
    return added;
  }

  public Job toJob(long version) {
    return memory.toJob(subject.ambiguous(), version);
  }
}
