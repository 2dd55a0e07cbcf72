package io.tallyboard.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.api.domain.EventCard;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Events as lines of a file. */
@ApplicationScoped
class LogLines {

  /** How they are written. */
  enum Format {
    TEXT("text/plain;charset=UTF-8", ".log"),
    NDJSON("application/x-ndjson", ".ndjson");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
      this.mediaType = mediaType;
      this.suffix = suffix;
    }

    String mediaType() {
      return mediaType;
    }

    String suffix() {
      return suffix;
    }
  }

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A terminal would obey them, and anybody may have sent them. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]");

  private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?|\\n");
  private static final String CONTINUED = "\n    ";

  private final ObjectMapper json;

  LogLines(ObjectMapper json) {
    this.json = json;
  }

  byte[] write(List<EventCard> events, Format format) {
    StringBuilder lines = new StringBuilder();
    for (EventCard event : events) {
      switch (format) {
        case TEXT -> text(lines, event);
        case NDJSON -> lines.append(json(event));
      }
      lines.append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** {@code 2026-11-24T14:02:12.345Z  attempt 1  STARTED  message}; what goes on is indented. */
  private static void text(StringBuilder out, EventCard event) {
    Instant at = event.extraction().receivedAt();
    String words = LINE_ENDS.matcher(event.text()).replaceAll(CONTINUED);
    out.append(MILLISECONDS.format(at))
        .append("  attempt ")
        .append(event.attempt().isPresent() ? event.attempt().getAsInt() : "-")
        .append("  ")
        .append(event.extraction().event())
        .append("  ")
        .append(CONTROLS.matcher(words).replaceAll(""));
  }

  private String json(EventCard event) {
    try {
      return json.writeValueAsString(EventView.of(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event can be written", e);
    }
  }
}
