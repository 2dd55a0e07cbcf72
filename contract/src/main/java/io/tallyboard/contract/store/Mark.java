package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a job's life, kept in its record: state, attempts and times are derived from the sorted
 * marks alone.
 */
public record Mark(
    Event event,
    Instant receivedAt,
    String queue,
    long seq,
    @Nullable Instant at,
    @Nullable String message)
    implements Comparable<Mark> {

  private static final Comparator<Mark> ORDER =
      Comparator.comparing(Mark::receivedAt).thenComparing(Mark::queue).thenComparing(Mark::seq);

  /** Within a queue by place, between queues by the time received, then queue and place. */
  @Override
  public int compareTo(Mark other) {
    return queue.equals(other.queue) ? Long.compare(seq, other.seq) : ORDER.compare(this, other);
  }
}
