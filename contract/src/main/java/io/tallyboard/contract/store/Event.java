package io.tallyboard.contract.store;

/** What one update says happened. */
public enum Event {
  SUBMITTED,
  STARTED,
  /** A log line: a sign of life, and a text. */
  PROGRESS,
  RETRIED,
  SUCCEEDED,
  SKIPPED,
  ERROR,
  CANCELLED,
  REPLAYED,
  LOST,
  /** The job message went out once more, since nobody knew whether the first one had. */
  RESENT,
  /** Nobody works on it though it is said to run: reversible. */
  STALLED,
  /** One of several running jobs has lost its extractor, nobody knows which: reversible. */
  SUSPECT,
  /** It brings down whatever takes it up, or is never finished in time, again and again. */
  LOOPING,
  /** Another job makes good what this one failed at. */
  ADDRESSED,
  /** Log lines over the job's limit were not kept. */
  DROPPED;

  /** Marks make the job's life; what is no mark is counted, and kept in the log. */
  public boolean isMark() {
    return this != PROGRESS && this != DROPPED;
  }
}
