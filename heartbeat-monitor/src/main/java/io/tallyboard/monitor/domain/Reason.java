package io.tallyboard.monitor.domain;

/** Why a beat could not be used, or not all of it. */
public enum Reason {
  NOT_JSON,
  NOT_AN_OBJECT,
  /** More than {@value #MAX_BYTES} bytes. */
  TOO_LARGE,
  /** None, or none that could name an instance. */
  NO_ID,
  /** None, or none with a name. What else it says is kept. */
  NO_EXTRACTOR_INFO,
  /** None: the extractor's name is taken for it, as pyclowder does. What else it says is kept. */
  NO_QUEUE;

  public static final int MAX_BYTES = 1 << 20;
}
