package io.tallyboard.tracker.domain;

import org.jspecify.annotations.Nullable;

/** Texts as a store keeps them. */
public final class Texts {
  private Texts() {}

  /**
   * The text with each half of a surrogate pair that stands alone replaced: what cannot be encoded
   * would come back from the store as something else, and be folded to something else.
   */
  public static @Nullable String wellFormed(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return mended(text);
        }
        i++;
      }
    }
    return text;
  }

  private static String mended(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }
}
