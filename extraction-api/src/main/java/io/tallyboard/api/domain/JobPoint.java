package io.tallyboard.api.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in a sorted list of jobs: a page begins after it.
 *
 * @param value of what it is sorted by, in milliseconds
 */
public record JobPoint(JobSort sort, long value, String id) implements Comparable<JobPoint> {
  private static final int PARTS = 3;

  /** Beyond any moment and duration, and far enough from the end of what a long holds. */
  private static final long MOST = 1L << 60;

  public String cursor() {
    return Opaque.write(sort.word(), value, id);
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is not one that {@link #cursor()} gave in such a list
   */
  public static JobPoint of(String cursor, JobSort sort) {
    String[] parts = Opaque.read(cursor, PARTS);
    if (!parts[0].equals(sort.word())) {
      throw new IllegalArgumentException("a cursor of a list that is sorted by " + parts[0]);
    }
    long value = Long.parseLong(parts[1]);
    if (Math.abs(value) > MOST) {
      throw new IllegalArgumentException("a cursor of no such moment");
    }
    return new JobPoint(sort, value, parts[2]);
  }

  /** As the list is sorted: what comes first is less. Both must be of the same list. */
  @Override
  public int compareTo(JobPoint other) {
    int ascending = value == other.value ? bytes(id, other.id) : Long.compare(value, other.value);
    return sort.descending() ? -ascending : ascending;
  }

  /** The store compares texts by their bytes, as Java does not beyond the basic plane. */
  private static int bytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
