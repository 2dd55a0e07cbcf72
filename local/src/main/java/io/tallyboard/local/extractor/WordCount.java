package io.tallyboard.local.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lines, words and characters of a text. */
public final class WordCount implements Work {
  private static final Description DESCRIPTION =
      new Description(
          "tallyboard.wordcount",
          "1.0",
          "Counts the lines, words and characters of a text.",
          List.of(
              "text/*",
              "application/json",
              "application/xml",
              "application/yaml",
              "image/svg+xml"));

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> process(Path file, Job job, Progress progress) throws IOException {
    long lines = 0;
    long words = 0;
    long characters = 0;
    boolean inWord = false;
    boolean inLine = false;
    // A decoder made this way replaces what is no UTF-8 instead of failing.
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (!Character.isLowSurrogate((char) c)) {
          characters++;
        }
        inLine = c != '\n';
        if (!inLine) {
          lines++;
        }
        boolean space = Character.isWhitespace(c);
        if (!space && !inWord) {
          words++;
        }
        inWord = !space;
      }
    }
    // A last line counts without its line feed.
    return Map.of("lines", inLine ? lines + 1 : lines, "words", words, "characters", characters);
  }
}
