package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Extraction;
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
    return switch (extraction.event()) {
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
    };
  }
}
