package io.tallyboard.contract.store;

/** What an update queue is made of, which decides how an update gets its identity. */
public enum QueueKind {
  /** A log: the broker numbers every message for good. */
  STREAM,
  /** A plain queue of ours: its one consumer numbers what it takes. */
  CLASSIC,
  /** Another system's queue, of whatever type: numbered as a plain one, and never declared by us. */
  FOREIGN
}
