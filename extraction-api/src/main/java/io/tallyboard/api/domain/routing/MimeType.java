package io.tallyboard.api.domain.routing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A media type without its parameters, in lower case. */
public record MimeType(String type, String subtype) {
  /** Of a file that nobody knows anything about. */
  public static final MimeType UNKNOWN = new MimeType("application", "octet-stream");

  /** A token of RFC 9110, but for the asterisk, which stands for any. */
  private static final String TOKEN = "[a-z0-9!#$%&'+.^_`|~-]{1,127}";

  private static final Pattern FORM =
      Pattern.compile("(" + TOKEN + ")/(" + TOKEN + ")\\s*(?:;.*)?");

  /** Empty where the text is no media type, or a pattern of some. */
  public static Optional<MimeType> of(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(new MimeType(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return type + "/" + subtype;
  }
}
