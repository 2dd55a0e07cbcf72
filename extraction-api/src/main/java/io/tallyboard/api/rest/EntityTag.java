package io.tallyboard.api.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Weak tags of JSON documents: equal where the documents are, a first field {@code now} left out. Weak,
 * since the same tag is given whether the answer is compressed or not.
 */
final class EntityTag {
  private static final byte[] NOW = "{\"now\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int BYTES = 16;

  private EntityTag() {}

  static String of(byte[] document) {
    MessageDigest digest = sha256();
    int from = afterNow(document);
    digest.update(document, from, document.length - from);
    byte[] start = Arrays.copyOf(digest.digest(), BYTES);
    return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + "\"";
  }

  private static int afterNow(byte[] document) {
    if (document.length <= NOW.length
        || !Arrays.equals(document, 0, NOW.length, NOW, 0, NOW.length)) {
      return 0;
    }
    int at = NOW.length;
    while (at < document.length && document[at] != '"') {
      at++;
    }
    return at;
  }

  /**
   * Compares as RFC 9110 (13.1.2) says: weakly.
   *
   * @param header {@code If-None-Match}: tags between commas, or {@code *}
   */
  static boolean matches(@Nullable String header, String tag) {
    if (header == null) {
      return false;
    }
    String opaque = opaque(tag);
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .anyMatch(given -> given.equals("*") || opaque(given).equals(opaque));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
