package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Mark;
import java.time.Instant;
import java.util.Comparator;

/**
 * A place in the log of a job. Since the time of receipt never goes back within a queue, this order is
 * that of {@link Mark}.
 */
public record LogPoint(Instant receivedAt, String queue, long seq) implements Comparable<LogPoint> {
  private static final Comparator<LogPoint> ORDER =
      Comparator.comparing(LogPoint::receivedAt)
          .thenComparing(LogPoint::queue)
          .thenComparing(LogPoint::seq);

  public static LogPoint of(Extraction extraction) {
    return new LogPoint(extraction.receivedAt(), extraction.queue(), extraction.seq());
  }

  public static LogPoint of(Mark mark) {
    return new LogPoint(mark.receivedAt(), mark.queue(), mark.seq());
  }

  public String cursor() {
    return Opaque.write(receivedAt.toEpochMilli(), seq, queue);
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is not one that {@link #cursor()} gave
   */
  public static LogPoint of(String cursor) {
    String[] parts = Opaque.read(cursor, 3);
    return new LogPoint(
        Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[2], Long.parseLong(parts[1]));
  }

  @Override
  public int compareTo(LogPoint other) {
    return ORDER.compare(this, other);
  }
}
