package io.tallyboard.local.files;

import java.util.Locale;

/** A type as an extractor's {@code process.file} names it: {@code text/*}, {@code application/json}. */
public record MimePattern(String value) {

  public boolean matches(String mimeType) {
    String pattern = value.strip().toLowerCase(Locale.ROOT);
    String type = essence(mimeType);
    if (pattern.equals("*") || pattern.equals("*/*")) {
      return true;
    }
    if (pattern.endsWith("/*")) {
      return type.startsWith(pattern.substring(0, pattern.length() - 1));
    }
    return type.equals(pattern);
  }

  /** Without parameters such as {@code charset}. */
  private static String essence(String mimeType) {
    int semicolon = mimeType.indexOf(';');
    return (semicolon < 0 ? mimeType : mimeType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
