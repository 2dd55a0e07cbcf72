package io.tallyboard.contract.store;

/** How far a duration may be trusted. */
public enum Precision {
  MILLISECONDS,
  /** The extractor's own clock, right to about a second. */
  SECONDS,
  /** An upper bound: updates were read late. */
  AT_MOST
}
