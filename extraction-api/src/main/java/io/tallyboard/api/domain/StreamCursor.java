package io.tallyboard.api.domain;

import java.time.Instant;

/** How far a stream was followed: all that was written before is told. */
public final class StreamCursor {
  private static final String KIND = "s";

  private StreamCursor() {}

  public static String of(Instant through) {
    return Opaque.write(KIND, through.toEpochMilli());
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is not one that {@link #of} gave
   */
  public static Instant read(String cursor) {
    String[] parts = Opaque.read(cursor, 2);
    if (!parts[0].equals(KIND)) {
      throw new IllegalArgumentException("not a stream's cursor");
    }
    return Instant.ofEpochMilli(Long.parseLong(parts[1]));
  }
}
