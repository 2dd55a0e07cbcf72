package io.tallyboard.contract.store;

/** Where one run of a job stands, or how it ended. */
public enum AttemptState {
  RUNNING,
  SUCCEEDED,
  SKIPPED,
  ERROR,
  /** Failed, and put back by the extractor. */
  RETRIED,
  /** The next run began before this one said how it ended. */
  INTERRUPTED,
  CANCELLED,
  LOST
}
