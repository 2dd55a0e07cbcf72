package io.tallyboard.bench;

import java.util.Locale;

/** In which order the updates of many jobs arrive. */
enum Order {
  /** All updates of a job, then all of the next: as after an outage, or from fast extractors. */
  BURSTS,
  /** {@value Workload#OPEN} jobs at a time, the next update from any of them. */
  INTERLEAVED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
