package io.tallyboard.contract.store;

/** What one update says happened. All but {@link #PROGRESS} are lifecycle marks. */
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
  LOST;

  /** Marks make the job's record; what is no mark is counted and kept in the log. */
  public boolean isMark() {
    return this != PROGRESS;
  }
}
