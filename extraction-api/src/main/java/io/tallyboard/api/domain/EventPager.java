package io.tallyboard.api.domain;

import io.tallyboard.api.domain.EventPart.Searched;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes a page of what was read of a log. */
public final class EventPager {
  /** How many events are looked through for one page, where no index tells which are meant. */
  public static final int WINDOW = 20_000;

  private final EventQuery query;
  private final AttemptNumbers numbers;

  public EventPager(EventQuery query, AttemptNumbers numbers) {
    this.query = query;
    this.numbers = numbers;
  }

  /**
   * How far a search goes.
   *
   * @param place of the last event that it looks at
   * @param end whether that is the log's end in this direction
   */
  public record Reach(Place place, boolean end) {}

  /**
   * Cuts the page.
   *
   * @param found in the direction of reading, up to one more than the limit
   * @param reach of the search; empty where nothing was searched for
   * @param newest the last place of the log, where that is known without having been read
   */
  public EventPart page(List<Extraction> found, Optional<Reach> reach, Optional<Place> newest) {
    boolean full = found.size() > query.limit();
    List<Extraction> items = new ArrayList<>(full ? found.subList(0, query.limit()) : found);
    Optional<Place> cut = reach.filter(r -> !full && !r.end()).map(Reach::place);
    Optional<Place> further = full ? last(items) : cut;
    Optional<Searched> searched = cut.map(place -> new Searched(WINDOW, place.receivedAt()));
    if (query.direction() == Direction.BACKWARD) {
      Collections.reverse(items);
      Optional<Place> next =
          query.start() instanceof EventQuery.Before ? last(items) : Optional.empty();
      return new EventPart(cards(items), next, further, newest.or(() -> last(items)), searched);
    }
    Optional<Place> before =
        query.start() instanceof EventQuery.After ? first(items) : Optional.empty();
    Optional<Place> last =
        further.or(() -> reach.map(Reach::place)).or(() -> last(items)).or(this::given);
    return new EventPart(cards(items), further, before, last, searched);
  }

  private Optional<Place> given() {
    return query.start() instanceof EventQuery.After after
        ? Optional.of(after.place())
        : Optional.empty();
  }

  private List<EventCard> cards(List<Extraction> items) {
    return items.stream()
        .map(e -> new EventCard(e, numbers.of(e)))
        .filter(
            card ->
                query.filter().attempt().isEmpty()
                    || card.attempt().equals(query.filter().attempt()))
        .toList();
  }

  private static Optional<Place> first(List<Extraction> items) {
    return items.stream().findFirst().map(Extraction::place);
  }

  private static Optional<Place> last(List<Extraction> items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1).place());
  }
}
