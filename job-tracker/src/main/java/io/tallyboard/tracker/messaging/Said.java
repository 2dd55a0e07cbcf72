package io.tallyboard.tracker.messaging;

import org.jspecify.annotations.Nullable;

/** Remembers the last thing that was told, so that what goes on for hours is told once. */
final class Said {
  private @Nullable String last;

  /** Whether this differs from what was told last. */
  synchronized boolean isNew(@Nullable String what) {
    boolean differs = what == null || !what.equals(last);
    last = what;
    return differs;
  }

  /** What was told is over. */
  synchronized void over() {
    last = null;
  }
}
