package io.tallyboard.tracker.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts before they are stored, logged or shown. Extractors put whole exceptions
 * into their messages, URLs with {@code ?key=...} included.
 */
public final class Redactor {
  static final String MASK = "[hidden]";

  /** {@code key=abc}, {@code secretKey=abc}, {@code token: "abc"}, {@code "secretKey": "abc"}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?<![a-z0-9])((?:api[_-]?|secret[_-]?|access[_-]?|x-api-)?key|secret|token|passw(?:or)?d)"
              + "([\"']?\\s*(?:=|:|%3D)\\s*[\"']?)([^\\s\"'&,;<>)\\]}]+)");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)(\\s+)([A-Za-z0-9._~+/=-]{8,})");

  /** {@code scheme://user:password@host}. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s:/@]*:)([^\\s/@]+)(@)");

  private Redactor() {}

  public static @Nullable String redactNullable(@Nullable String text) {
    return text == null ? null : redact(text);
  }

  public static String redact(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String safe = USER_INFO.matcher(text).replaceAll("$1" + mask() + "$3");
    safe = BEARER.matcher(safe).replaceAll("$1$2" + mask());
    return NAMED.matcher(safe).replaceAll(match -> quote(match.group(1), match.group(2)));
  }

  private static String quote(String name, String sign) {
    return java.util.regex.Matcher.quoteReplacement(name + sign + MASK);
  }

  private static String mask() {
    return java.util.regex.Matcher.quoteReplacement(MASK);
  }
}
