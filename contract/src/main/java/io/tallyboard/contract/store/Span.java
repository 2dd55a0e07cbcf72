package io.tallyboard.contract.store;

/** A duration with its precision: never a false number. */
public record Span(long millis, Precision precision) {
  public Span {
    if (millis < 0) {
      throw new IllegalArgumentException("negative duration: " + millis);
    }
  }
}
