package io.tallyboard.contract.store;

/** Why an attempt was made. */
public enum Cause {
  /** The first run of the job. */
  FIRST,
  /** The extractor put the job back after an exception. */
  RETRY,
  /** The broker handed the job out again: whoever ran it before went away without a word. */
  REDELIVERED,
  /** A person put the job back. */
  REPLAYED,
  /** The job message was sent twice because its confirm was lost. */
  RESENT
}
