package io.tallyboard.api.domain;

import java.time.Instant;
import java.util.Comparator;

/** A place in a list that is sorted by time and id, the newest first: a page begins after it. */
public record PagePoint(Instant at, String id) {
  /** Newest first; ids decide where times are equal, so that no two places are the same. */
  public static final Comparator<PagePoint> NEWEST_FIRST =
      Comparator.comparing(PagePoint::at).thenComparing(PagePoint::id).reversed();

  public String cursor() {
    return Opaque.write(at.toEpochMilli(), id);
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is not one that {@link #cursor()} gave
   */
  public static PagePoint of(String cursor) {
    String[] parts = Opaque.read(cursor, 2);
    return new PagePoint(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
  }
}
