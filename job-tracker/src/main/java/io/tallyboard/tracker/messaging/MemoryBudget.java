package io.tallyboard.tracker.messaging;

import io.quarkus.runtime.StartupEvent;
import io.tallyboard.tracker.TrackerConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** The memory for messages that were handed over and are not yet done with, shared evenly. */
@Singleton
class MemoryBudget {
  private final long bytes;
  private final AtomicInteger sharers = new AtomicInteger();

  MemoryBudget(TrackerConfig config) {
    this.bytes = config.memoryBudget().asLongValue();
  }

  /** At start, where a setting that cannot be kept is still seen. */
  void check(@Observes StartupEvent started, TrackerConfig config) {
    if (config.prefetch() < 1 || config.prefetch() > Standings.MOST) {
      throw new IllegalArgumentException(
          "tallyboard.tracker.prefetch must be from 1 to " + Standings.MOST);
    }
  }

  void join() {
    sharers.incrementAndGet();
  }

  void leave() {
    sharers.decrementAndGet();
  }

  /** What one queue may hold, in bytes. */
  long share() {
    return bytes / Math.max(1, sharers.get());
  }
}
