package io.tallyboard.api.rest;

import io.tallyboard.api.domain.EventCursor;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventQuery;
import io.tallyboard.api.domain.EventQuery.Start;
import io.tallyboard.api.domain.Level;
import io.tallyboard.api.domain.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of a job's events. */
final class EventQueries {
  private static final int MIN_TEXT = 2;
  private static final int MAX_TEXT = 200;
  private static final int MAX_ATTEMPT = 999_999;
  private static final int EVENTS = 200;
  private static final int MAX_EVENTS = 1_000;

  private EventQueries() {}

  static EventFilter filter(
      @Nullable String level, @Nullable String text, @Nullable String attempt) {
    Optional<Integer> number =
        Queries.given(attempt).map(n -> Queries.whole("attempt", n, 1, MAX_ATTEMPT));
    return new EventFilter(
        Queries.given(level).map(EventQueries::level),
        Queries.text("text", text, MIN_TEXT, MAX_TEXT),
        number.map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  /** At most one of the three tells where the page lies. */
  static EventQuery query(
      EventFilter filter,
      @Nullable String cursor,
      @Nullable String before,
      @Nullable String tail,
      @Nullable String limit) {
    Optional<Integer> last = Queries.given(tail).map(n -> Queries.whole("tail", n, 1, MAX_EVENTS));
    List<Start> starts =
        Stream.of(
                Queries.cursor("cursor", cursor, EventCursor::read)
                    .<Start>map(EventQuery.After::new),
                Queries.cursor("before", before, EventCursor::read)
                    .<Start>map(EventQuery.Before::new),
                last.<Start>map(n -> new EventQuery.Tail()))
            .flatMap(Optional::stream)
            .toList();
    if (starts.size() > 1) {
      throw Refused.malformed(
          last.isPresent() ? "tail" : "before", "Only one of cursor, before and tail is expected.");
    }
    Start start = starts.isEmpty() ? new EventQuery.Beginning() : starts.get(0);
    return new EventQuery(filter, start, last.orElse(Queries.limit(limit, EVENTS, MAX_EVENTS)));
  }

  private static Level level(String word) {
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refused.malformed(
                    "level", "One of these is expected: " + Arrays.toString(Level.values())));
  }
}
