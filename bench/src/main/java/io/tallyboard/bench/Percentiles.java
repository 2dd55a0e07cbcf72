package io.tallyboard.bench;

import java.util.Arrays;

/** Of a sample, by the nearest rank: a value that was measured, never one between two. */
public final class Percentiles {
  private final double[] sorted;

  public Percentiles(double[] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("an empty sample has no percentiles");
    }
    sorted = sample.clone();
    Arrays.sort(sorted);
  }

  public double at(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  int size() {
    return sorted.length;
  }
}
