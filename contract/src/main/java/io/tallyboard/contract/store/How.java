package io.tallyboard.contract.store;

/** How a job came to be. */
public enum How {
  UPLOAD,
  MANUAL,
  RERUN,
  UNKNOWN
}
