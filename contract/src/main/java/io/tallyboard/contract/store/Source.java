package io.tallyboard.contract.store;

/** Who said it. */
public enum Source {
  EXTRACTOR,
  API,
  MONITOR,
  TRACKER
}
