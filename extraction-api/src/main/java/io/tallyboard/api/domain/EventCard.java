package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An update as it is shown.
 *
 * @param attempt which run it belongs to; empty before the first
 */
public record EventCard(Extraction extraction, OptionalInt attempt) {

  /** Its own words, or where it had none, what it means. */
  public String text() {
    String message = extraction.message();
    if (message != null && !message.isBlank()) {
      return message;
    }
    Long dropped = extraction.dropped();
    return meaning(extraction.event(), dropped == null ? 0 : dropped);
  }

  public Level level() {
    return Level.of(extraction.event());
  }

  static String meaning(Event event, long dropped) {
    return switch (event) {
      case SUBMITTED -> "Submitted.";
      case STARTED -> "Started.";
      case PROGRESS -> "Working.";
      case RETRIED -> "Failed, and put back to be tried again.";
      case SUCCEEDED -> "Done.";
      case SKIPPED -> "Skipped.";
      case ERROR -> "Failed.";
      case CANCELLED -> "Cancelled.";
      case REPLAYED -> "Put back by a person.";
      case LOST -> "Lost: nothing was heard of it any more.";
      case RESENT -> "Sent once more.";
      case STALLED -> "Stalled: nobody seems to work on it.";
      case SUSPECT -> "Suspect: its extractor may be gone.";
      case LOOPING -> "Looping: it is handed out again and again.";
      case ADDRESSED -> "Made good by another job.";
      case DROPPED -> dropped(dropped);
    };
  }

  private static String dropped(long lines) {
    return lines == 1
        ? "1 more log line was not kept."
        : String.format(Locale.ROOT, "%,d more log lines were not kept.", lines);
  }
}
