package io.tallyboard.tracker.domain;

import org.jspecify.annotations.Nullable;

/** How large what comes from outside may be. */
public final class Limits {
  /** Of a message, in bytes: a larger one is rejected. */
  public static final int BODY_BYTES = 1 << 20;

  /** Of a job id, in characters. */
  public static final int JOB_ID = 128;

  /** Of an extractor's name, in characters. */
  public static final int EXTRACTOR = 256;

  /** Of a text in the log, in characters. */
  public static final int LOG_TEXT = 64 << 10;

  /** Of a text in a job's record, in characters. */
  public static final int RECORD_TEXT = 2 << 10;

  private static final String CUT = " [cut]";

  private Limits() {}

  /** The text, or its beginning and a note that it was cut; never half of a surrogate pair. */
  public static @Nullable String cut(@Nullable String text, int limit) {
    if (text == null || text.length() <= limit) {
      return text;
    }
    int end = limit - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }
}
