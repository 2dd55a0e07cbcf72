package io.tallyboard.tracker.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Every meter of job-tracker, by its name. No id is ever a tag. */
@ApplicationScoped
public class IngestMetrics {
  private final MeterRegistry registry;
  private final Counter taken;
  private final Counter gaps;
  private final Counter dropped;
  private final Counter late;
  private final Counter takenBack;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.taken =
        Counter.builder("tallyboard.updates.taken")
            .description("Messages stored, folded and ready to be acknowledged")
            .register(registry);
    this.dropped =
        Counter.builder("tallyboard.updates.dropped")
            .description("Log lines over a job's limit")
            .register(registry);
    this.late =
        Counter.builder("tallyboard.updates.late")
            .description("Updates of jobs that retention had removed")
            .register(registry);
    this.takenBack =
        Counter.builder("tallyboard.verdicts.taken.back")
            .description("Verdicts on running jobs that a sign of life proved wrong")
            .register(registry);
    this.gaps =
        Counter.builder("tallyboard.updates.missing")
            .description("Messages that a stream no longer had when they were to be read")
            .register(registry);
  }

  void taken(int count) {
    taken.increment(count);
  }

  void dropped(long count) {
    dropped.increment((double) count);
  }

  void late(long count) {
    late.increment((double) count);
  }

  /** A sign of life proved verdicts on a job wrong. */
  void takenBack(int verdicts) {
    takenBack.increment(verdicts);
  }

  void rejected(String reason) {
    registry.counter("tallyboard.updates.rejected", "reason", reason).increment();
  }

  void replayed(boolean usable) {
    registry
        .counter("tallyboard.updates.replayed", "outcome", usable ? "usable" : "refused")
        .increment();
  }

  /** How many update queues this replica holds. */
  public void queuesHeld(Supplier<Number> count) {
    Gauge.builder("tallyboard.updates.queues", count)
        .description("Update queues that this replica reads")
        .register(registry);
  }

  /** Messages that retention removed before they were read. */
  public void missing(long count) {
    gaps.increment((double) count);
  }
}
