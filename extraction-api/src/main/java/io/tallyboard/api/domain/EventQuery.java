package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Place;

/** A page of a job's events. */
public record EventQuery(EventFilter filter, Start start, int limit) {

  /** Where the page lies in the log. */
  public sealed interface Start {}

  /** At the log's beginning. */
  public record Beginning() implements Start {}

  /** Right after a place. */
  public record After(Place place) implements Start {}

  /** Right before a place. */
  public record Before(Place place) implements Start {}

  /** At the log's end. */
  public record Tail() implements Start {}

  public LogRange.Direction direction() {
    return start instanceof Before || start instanceof Tail
        ? LogRange.Direction.BACKWARD
        : LogRange.Direction.FORWARD;
  }

  /** What of a stretch can be on the page. */
  public LogRange within(LogRange range) {
    if (start instanceof After after) {
      return range.after(after.place());
    }
    return start instanceof Before before ? range.before(before.place()) : range;
  }
}
