package io.tallyboard.api.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads moments as RFC 3339 writes them, which knows more zones than Java does. */
final class Moments {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Pattern OFFSET =
      Pattern.compile("(.*T.*)([+-])([01]\\d|2[0-3]):([0-5]\\d)", Pattern.CASE_INSENSITIVE);

  private Moments() {}

  /**
   * Reads one. Nothing is earlier than 1970 here or later than the year 9999: what is, is taken for
   * that.
   *
   * @throws DateTimeException if it is none
   */
  static Instant read(String text) {
    Matcher zoned = OFFSET.matcher(text);
    if (!zoned.matches()) {
      return kept(Instant.parse(text));
    }
    Duration ahead =
        Duration.ofHours(Long.parseLong(zoned.group(3)))
            .plusMinutes(Long.parseLong(zoned.group(4)));
    Instant local = Instant.parse(zoned.group(1) + "Z");
    return kept(zoned.group(2).equals("+") ? local.minus(ahead) : local.plus(ahead));
  }

  private static Instant kept(Instant at) {
    if (at.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    return at.isAfter(LAST) ? LAST : at;
  }
}
