package io.tallyboard.local.extractor;

/** Trying again would not help. */
public final class Abort extends Exception {
  private static final long serialVersionUID = 1L;

  public Abort(String message) {
    super(message);
  }
}
