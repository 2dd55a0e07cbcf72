package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.EventCursor;
import io.tallyboard.api.domain.EventPart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a job's events, in order.
 *
 * @param next the cursor of those that follow; absent at the log's end
 * @param previous {@code before} which those before are; absent at its beginning
 * @param last the cursor of what is yet to come: how far the log was looked at
 * @param searched where only a part was looked through: go on with {@code next} or {@code previous}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventPage(
    List<EventView> events,
    @Nullable String next,
    @Nullable String previous,
    @Nullable String last,
    @Nullable SearchedEvents searched) {

  /** How many events were looked through, and when the last of them came. */
  public record SearchedEvents(int events, Instant to) {}

  static EventPage of(EventPart part) {
    return new EventPage(
        part.events().stream().map(EventView::of).toList(),
        part.next().map(EventCursor::of).orElse(null),
        part.previous().map(EventCursor::of).orElse(null),
        part.last().map(EventCursor::of).orElse(null),
        part.searched().map(s -> new SearchedEvents(s.events(), s.to())).orElse(null));
  }
}
