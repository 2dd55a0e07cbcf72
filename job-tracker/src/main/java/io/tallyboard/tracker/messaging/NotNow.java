package io.tallyboard.tracker.messaging;

import java.io.IOException;

/** Something has to happen elsewhere first: told in one sentence, and tried again. */
final class NotNow extends IOException {
  private static final long serialVersionUID = 1L;

  NotNow(String sentence) {
    super(sentence, null);
  }
}
