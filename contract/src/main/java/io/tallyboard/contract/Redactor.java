package io.tallyboard.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts before they are stored, logged or shown. Extractors put whole exceptions
 * into their messages, URLs with {@code ?key=...} included.
 *
 * <p>It runs on every text of every update, so most texts are only looked through once for the words
 * that secrets stand beside; where one is found, the rules that know it are applied. Rather too much
 * is hidden than too little. What was redacted stays the same when it is redacted again.
 */
public final class Redactor {
  static final String MASK = "[hidden]";

  private static final int ASCII = 128;
  private static final int SHIFT = 7;

  /** Whether any hint begins with these two characters. */
  private static final boolean[] PAIRS = pairs();

  private Redactor() {}

  public static @Nullable String redactNullable(@Nullable String text) {
    return text == null ? null : redact(text);
  }

  public static String redact(String text) {
    int hints = hints(text);
    return hints == 0 ? text : apply(text, hints);
  }

  /** All rules, whatever the text: what {@link #redact} gives too, only slower. */
  static String redactWithoutHints(String text) {
    return apply(text, -1);
  }

  private static String apply(String text, int hints) {
    String safe = text;
    for (SecretShape shape : SecretShape.ALL) {
      if ((shape.hints() & hints) != 0) {
        safe = shape.hide(safe);
      }
    }
    return safe;
  }

  /** Which of the hints the text holds, a bit each. */
  private static int hints(String text) {
    int found = 0;
    int last = text.length() - 1;
    for (int i = 0; i < last; i++) {
      char first = text.charAt(i);
      char second = text.charAt(i + 1);
      if (first < ASCII && second < ASCII && PAIRS[first << SHIFT | second]) {
        found |= hintsAt(text, i);
      }
    }
    return found;
  }

  private static int hintsAt(String text, int at) {
    int found = 0;
    List<String> all = SecretShape.HINTS;
    for (int bit = 0; bit < all.size(); bit++) {
      String hint = all.get(bit);
      if (text.regionMatches(true, at, hint, 0, hint.length())) {
        found |= 1 << bit;
      }
    }
    return found;
  }

  private static boolean[] pairs() {
    boolean[] pairs = new boolean[ASCII * ASCII];
    for (String hint : SecretShape.HINTS) {
      char first = hint.charAt(0);
      char second = hint.charAt(1);
      for (char a : new char[] {first, Character.toUpperCase(first)}) {
        for (char b : new char[] {second, Character.toUpperCase(second)}) {
          pairs[a << SHIFT | b] = true;
        }
      }
    }
    return pairs;
  }
}
