package io.tallyboard.monitor.domain;

import org.jspecify.annotations.Nullable;

/** The key of the registry. */
public record ExtractorName(String value) {
  static final int MAX = 256;

  static final int MAX_KEY = 128;

  private static final String PRIVATE = "private.";

  /**
   * A private extractor never shares an entry with the public one that it is a copy of, or it would
   * take over its queue. Its key stands in the description or, in versions that leave it out there, in
   * the queue's name alone.
   */
  static ExtractorName of(String name, String queue, @Nullable String key) {
    if (key != null) {
      String prefix = PRIVATE + key + ".";
      return new ExtractorName(name.startsWith(prefix) ? name : prefix + name);
    }
    boolean named = queue.startsWith(PRIVATE) && queue.endsWith("." + name);
    return new ExtractorName(named ? queue : name);
  }

  @Override
  public String toString() {
    return value;
  }
}
