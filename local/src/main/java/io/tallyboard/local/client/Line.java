package io.tallyboard.local.client;

/** Texts of others in a terminal: one line, no control characters. */
final class Line {
  private Line() {}

  static String of(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  static String of(String text, int longest) {
    String line = of(text);
    return line.length() <= longest ? line : line.substring(0, longest - 3) + "...";
  }
}
