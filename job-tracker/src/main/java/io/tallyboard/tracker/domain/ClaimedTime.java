package io.tallyboard.tracker.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Reads the time that a sender claims. Zones may be wrong or missing (then UTC is assumed): such a
 * time serves for differences within one run, never as the moment itself.
 */
public final class ClaimedTime {

  /** ISO 8601, with a blank or a T, any fraction, and any or no offset: {@code -00:00}, {@code +0530}. */
  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  private ClaimedTime() {}

  /** The instant, cut to milliseconds; empty where the text is no time. */
  public static Optional<Instant> parse(String text) {
    try {
      // An offset of "-00:00" says UTC with the local zone unknown (RFC 3339, section 4.3).
      String known = text.strip().replaceFirst("-00:?00$", "Z");
      TemporalAccessor parsed =
          LENIENT.parseBest(known, java.time.OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : Instant.from(parsed);
      return Optional.of(Instant.ofEpochMilli(instant.toEpochMilli()));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
