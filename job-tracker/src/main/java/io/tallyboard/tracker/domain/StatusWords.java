package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Event;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a status update mean. Newer extractors name a {@code message_type}; older ones
 * write {@code STARTED: text}; some write whatever they like, which is then a log line.
 *
 * @param event what happened
 * @param message the text without the status word; null where there was none
 */
public record StatusWords(Event event, @Nullable String message) {

  private static final String TYPED = "statusmessage.";

  /** Words of pyclowder 3 (after {@code StatusMessage.}), of older extractors and of Clowder v2. */
  private static final Map<String, Event> WORDS =
      Map.ofEntries(
          Map.entry("start", Event.STARTED),
          Map.entry("started", Event.STARTED),
          Map.entry("processing", Event.PROGRESS),
          Map.entry("done", Event.SUCCEEDED),
          Map.entry("succeeded", Event.SUCCEEDED),
          Map.entry("skip", Event.SKIPPED),
          Map.entry("skipped", Event.SKIPPED),
          Map.entry("error", Event.ERROR),
          Map.entry("retry", Event.RETRIED),
          Map.entry("resubmitted", Event.RETRIED),
          Map.entry("submitted", Event.SUBMITTED),
          Map.entry("created", Event.SUBMITTED));

  /** Reads what an update says of itself; any of the three may be missing. */
  public static StatusWords read(
      @Nullable String messageType, @Nullable String status, @Nullable String message) {
    if (messageType != null) {
      Event typed = WORDS.get(word(messageType));
      if (typed != null) {
        return new StatusWords(typed, message != null ? message : afterWord(status));
      }
    }
    if (status == null || status.isBlank()) {
      return new StatusWords(Event.PROGRESS, message);
    }
    Event event = WORDS.get(word(head(status)));
    if (event == null) {
      return new StatusWords(Event.PROGRESS, message != null ? message : status);
    }
    return new StatusWords(event, message != null ? message : afterWord(status));
  }

  private static String word(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith(TYPED) ? lower.substring(TYPED.length()) : lower;
  }

  /** {@code ERROR: no such file} has the head {@code ERROR}; a text without a colon is all head. */
  private static String head(String status) {
    int colon = status.indexOf(':');
    return colon < 0 ? status : status.substring(0, colon);
  }

  private static @Nullable String afterWord(@Nullable String status) {
    if (status == null) {
      return null;
    }
    int colon = status.indexOf(':');
    String rest = colon < 0 ? "" : status.substring(colon + 1).strip();
    return rest.isEmpty() ? null : rest;
  }
}
