package io.tallyboard.api.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes parts of a cursor into one text that nobody is tempted to read or to make. */
final class Opaque {
  private static final String BETWEEN = " ";

  private Opaque() {}

  /** Only the last part may hold spaces. */
  static String write(Object... parts) {
    String text = String.join(BETWEEN, List.of(parts).stream().map(Object::toString).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String[] read(String text, int parts) {
    String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    String[] read = plain.split(BETWEEN, parts);
    if (read.length != parts) {
      throw new IllegalArgumentException("a cursor has " + parts + " parts");
    }
    return read;
  }
}
