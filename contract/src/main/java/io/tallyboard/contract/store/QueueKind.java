package io.tallyboard.contract.store;

/** What an update queue is made of, which decides how an update gets its identity. */
public enum QueueKind {
  /** A log: the broker numbers every message for good. */
  STREAM,
  /** A plain queue: its one consumer numbers what it takes. */
  CLASSIC
}
