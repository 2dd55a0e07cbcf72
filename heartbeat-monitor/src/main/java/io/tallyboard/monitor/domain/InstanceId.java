package io.tallyboard.monitor.domain;

/** Names one process of an extractor: drawn anew at each of its starts. */
public record InstanceId(String value) {
  /** Longer than any UUID, and short enough for an index. */
  static final int MAX = 256;

  @Override
  public String toString() {
    return value;
  }
}
