package io.tallyboard.monitor.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts out of values of any type. */
final class Texts {
  private Texts() {}

  /** A text, number or truth value as text; null for all else, and for what is blank. */
  static @Nullable String of(@Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      String text = storable(value.toString());
      return text.isBlank() ? null : text;
    }
    return null;
  }

  static @Nullable String of(@Nullable Object value, int max) {
    String text = of(value);
    return text == null || text.length() > max ? null : text;
  }

  /** Half a surrogate pair, which JSON can spell, would come back from the store as something else. */
  static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JRE has SHA-256", e);
    }
  }
}
