package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Event;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How much an event matters to who looks through a log, the least first. */
public enum Level {
  /** A log line. */
  PROGRESS,
  /** A step of the job's life that is as it should be. */
  LIFECYCLE,
  /** Something went wrong, and the job goes on. */
  WARNING,
  /** The run failed. */
  ERROR;

  public static Level of(Event event) {
    return switch (event) {
      case PROGRESS -> PROGRESS;
      case SUBMITTED, STARTED, SUCCEEDED, SKIPPED, ADDRESSED, REPLAYED, CANCELLED -> LIFECYCLE;
      case RETRIED, RESENT, SUSPECT, DROPPED, STALLED, LOOPING -> WARNING;
      case ERROR, LOST -> ERROR;
    };
  }

  /** The events of this level and of those above. */
  public Set<Event> andAbove() {
    return Arrays.stream(Event.values())
        .filter(event -> of(event).compareTo(this) >= 0)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Event.class)));
  }
}
