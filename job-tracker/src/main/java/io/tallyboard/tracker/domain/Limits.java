package io.tallyboard.tracker.domain;

import org.jspecify.annotations.Nullable;

/** How large what comes from outside may be, and how much of it is kept. */
public final class Limits {
  /** Of a message, in bytes: a larger one is rejected. */
  public static final int BODY_BYTES = 1 << 20;

  /** Of a job id, in characters. */
  public static final int JOB_ID = 128;

  /** Of an extractor's name, in characters. */
  public static final int EXTRACTOR = 256;

  /** Of a text in the log, in bytes. */
  public static final int LOG_TEXT = 64 << 10;

  /** Of a text in a job's record, in bytes. */
  public static final int RECORD_TEXT = 2 << 10;

  /** Of updates kept of one job: log lines beyond are dropped and counted, others never. */
  public static final int JOB_UPDATES = 100_000;

  /** Of attempts in a job's record: so many of the first, and so many of the last. */
  public static final int ATTEMPTS = 50;

  /** Of ids of an inferred job's own updates: so many of the first, and so many of the last. */
  static final int OWN_IDS = 100;

  /** Of control updates that a job remembers to have counted. */
  static final int CONTROL_IDS = 64;

  /** What ids of imported extractions begin with. */
  public static final String IMPORTED = "import:";

  private static final String CUT = " [cut]";

  private Limits() {}

  /**
   * The text, or its beginning and a note that it was cut; never half of a surrogate pair.
   *
   * @param limit in bytes of UTF-8
   */
  public static @Nullable String cut(@Nullable String text, int limit) {
    if (text == null || 3L * text.length() <= limit) {
      return text;
    }
    long bytes = 0;
    int fits = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes + CUT.length() <= limit) {
        fits = i;
      }
      if (bytes > limit) {
        return text.substring(0, fits) + CUT;
      }
    }
    return text;
  }
}
