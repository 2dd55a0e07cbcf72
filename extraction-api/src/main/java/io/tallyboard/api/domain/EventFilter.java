package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Event;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events of a job are asked for; what is empty does not matter.
 *
 * @param level this one and those above
 * @param text that the event's text holds, in capitals or not
 * @param attempt the run that they belong to
 */
public record EventFilter(Optional<Level> level, Optional<String> text, OptionalInt attempt) {
  private static final EventFilter NONE =
      new EventFilter(Optional.empty(), Optional.empty(), OptionalInt.empty());

  public static EventFilter none() {
    return NONE;
  }

  /** Whether events must be read to know whether they are meant: no index tells. */
  public boolean searching() {
    return text.isPresent() || level.filter(l -> l != Level.PROGRESS).isPresent();
  }

  /** The events that are meant, whatever they say; all where the level is no matter. */
  public Set<Event> events() {
    return level.orElse(Level.PROGRESS).andAbove();
  }

  /** Those that say what is looked for where they have no words of their own. */
  public Set<Event> saying(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return Arrays.stream(Event.values())
        .filter(event -> EventCard.meaning(event, 0).toLowerCase(Locale.ROOT).contains(lower))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Event.class)));
  }
}
