package io.tallyboard.api.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Up to when all is told that was written: the moment at which the last sweep that came to its end
 * began. What is written by a slow clock, or seen late, is found by reading an overlap again.
 */
@ApplicationScoped
class Progress {
  /** By how much the clocks of those who write may differ, and a write take. */
  static final Duration OVERLAP = Duration.ofSeconds(10);

  private volatile Instant through = Instant.EPOCH;

  Instant through() {
    return through;
  }

  void through(Instant moment) {
    through = moment;
  }

  /** The cursor of a change: never beyond what a sweep confirmed. */
  Instant cursor(Instant changedAt) {
    Instant limit = through;
    return changedAt.isBefore(limit) ? changedAt : limit;
  }
}
