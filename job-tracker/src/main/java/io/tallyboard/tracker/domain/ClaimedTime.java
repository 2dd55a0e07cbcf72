package io.tallyboard.tracker.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Instant usual = usual(text);
    return usual != null ? Optional.of(usual) : leniently(text);
  }

  /**
   * As pyclowder writes it, {@code 2026-11-21T18:52:14-00:00}: most there are, and the formatter takes
   * ten times as long. Null where it is anything else.
   */
  private static @Nullable Instant usual(String text) {
    if (text.length() != 25
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(22) != ':') {
      return null;
    }
    int sign = text.charAt(19) == '+' ? 1 : text.charAt(19) == '-' ? -1 : 0;
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    int offset = digits(text, 20, 2) * 60 + digits(text, 23, 2);
    boolean regular =
        sign != 0
            && (year | month | day | hour | minute | second | offset) >= 0
            && year > 0
            && 1 <= month
            && month <= 12
            && 1 <= day
            && day <= YearMonth.of(year, month).lengthOfMonth()
            && hour < 24
            && minute < 60
            && second < 60
            && digits(text, 23, 2) < 60
            && offset <= 18 * 60;
    if (!regular) {
      return null;
    }
    long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400L;
    return Instant.ofEpochSecond(
        seconds + hour * 3_600L + minute * 60L + second - 60L * sign * offset);
  }

  /** Negative, so that it stays so in sums of others, where one is no digit. */
  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MIN_VALUE / 128;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** In any shape there is. */
  static Optional<Instant> leniently(String text) {
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
