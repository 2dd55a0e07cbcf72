package io.tallyboard.contract.store;

import java.time.Instant;
import java.util.Comparator;

/**
 * Where in the log of all queues an update stands. Since the time of receipt never goes back within a
 * queue, this order is a queue's own within it, and total between queues.
 */
public record Place(Instant receivedAt, String queue, long seq) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::receivedAt).thenComparing(Place::queue).thenComparing(Place::seq);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
