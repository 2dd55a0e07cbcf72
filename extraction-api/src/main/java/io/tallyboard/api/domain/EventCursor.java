package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Place;
import java.time.Instant;

/** The cursor of a page of events: the place of the last one in the log. */
public final class EventCursor {
  private EventCursor() {}

  public static String of(Place place) {
    return Opaque.write(place.receivedAt().toEpochMilli(), place.seq(), place.queue());
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is not one that {@link #of} gave
   */
  public static Place read(String cursor) {
    String[] parts = Opaque.read(cursor, 3);
    return new Place(
        Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[2], Long.parseLong(parts[1]));
  }
}
