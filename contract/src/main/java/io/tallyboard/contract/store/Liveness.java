package io.tallyboard.contract.store;

/** What the beats of an instance say, as far as they were watched. */
public enum Liveness {
  ONLINE,
  /** More than one and a half periods of silence. */
  LATE,
  /** More than three periods of silence. */
  OFFLINE,
  /** Nobody was watching: no verdict. */
  UNKNOWN
}
