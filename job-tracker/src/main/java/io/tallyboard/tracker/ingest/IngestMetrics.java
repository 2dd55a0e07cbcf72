package io.tallyboard.tracker.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Every meter of job-tracker, by its name. No id is ever a tag. */
@ApplicationScoped
public class IngestMetrics {
  private final MeterRegistry registry;
  private final Counter taken;
  private final Counter gaps;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.taken =
        Counter.builder("tallyboard.updates.taken")
            .description("Messages stored, folded and ready to be acknowledged")
            .register(registry);
    this.gaps =
        Counter.builder("tallyboard.updates.missing")
            .description("Messages that a stream no longer had when they were to be read")
            .register(registry);
  }

  void taken(int count) {
    taken.increment(count);
  }

  void rejected(String reason) {
    registry.counter("tallyboard.updates.rejected", "reason", reason).increment();
  }

  /** Messages that retention removed before they were read. */
  public void missing(long count) {
    gaps.increment((double) count);
  }
}
