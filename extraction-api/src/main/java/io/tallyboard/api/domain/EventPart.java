package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some of a job's events, in order.
 *
 * @param next after which the following page begins; empty at the log's end
 * @param previous before which the page before ends; empty at the log's beginning
 * @param last how far the log was looked at: what comes later follows it
 * @param searched where the page is not full though there may be more: not all was looked at
 */
public record EventPart(
    List<EventCard> events,
    Optional<Place> next,
    Optional<Place> previous,
    Optional<Place> last,
    Optional<Searched> searched) {
  public EventPart {
    events = List.copyOf(events);
  }

  /** How many events were looked through for those asked for, and when the last of them came. */
  public record Searched(int events, Instant to) {}

  public static EventPart nothing() {
    return new EventPart(
        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
