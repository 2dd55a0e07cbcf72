package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Place;
import java.util.Optional;

/**
 * A stretch of a log.
 *
 * @param low where it begins; empty: at the log's beginning
 * @param high where it ends; empty: at the log's end
 */
public record LogRange(Optional<Bound> low, Optional<Bound> high) {

  /** An end of it, and whether the event there still belongs to it. */
  public record Bound(Place place, boolean included) {}

  /** In which direction it is read. */
  public enum Direction {
    FORWARD,
    BACKWARD;

    public Direction opposite() {
      return this == FORWARD ? BACKWARD : FORWARD;
    }
  }

  public static LogRange whole() {
    return new LogRange(Optional.empty(), Optional.empty());
  }

  public LogRange after(Place place) {
    return above(new Bound(place, false));
  }

  public LogRange from(Place place) {
    return above(new Bound(place, true));
  }

  public LogRange before(Place place) {
    return below(new Bound(place, false));
  }

  public LogRange through(Place place) {
    return below(new Bound(place, true));
  }

  /** Both ends of it stay where they narrow it more. */
  private LogRange above(Bound other) {
    boolean keep =
        low.filter(l -> order(l, other) > 0 || (order(l, other) == 0 && !l.included())).isPresent();
    return keep ? this : new LogRange(Optional.of(other), high);
  }

  private LogRange below(Bound other) {
    boolean keep =
        high.filter(h -> order(h, other) < 0 || (order(h, other) == 0 && !h.included()))
            .isPresent();
    return keep ? this : new LogRange(low, Optional.of(other));
  }

  private static int order(Bound a, Bound b) {
    return a.place().compareTo(b.place());
  }
}
