package io.tallyboard.local.client;

import io.tallyboard.contract.store.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations for people. */
final class Durations {
  private Durations() {}

  static String text(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = millis / 1000;
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /** No more exact than it is known. */
  static String text(@Nullable Span span) {
    if (span == null) {
      return "-";
    }
    return switch (span.precision()) {
      case MILLISECONDS -> text(span.millis());
      case SECONDS -> "about " + wholeSeconds(span.millis());
      case AT_MOST -> "at most " + text(span.millis());
    };
  }

  private static String wholeSeconds(long millis) {
    return millis < 60_000 ? Math.round(millis / 1000.0) + " s" : text(millis);
  }
}
