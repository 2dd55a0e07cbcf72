package io.tallyboard.monitor.config;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.Reason;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Every meter of this service, by name. No id is ever a tag. */
@Singleton
public class Meters {
  private final MeterRegistry registry;
  private final Counter heard;
  private final Counter crowdedOut;
  private final Counter hints;
  private final Counter failedWrites;

  Meters(MeterRegistry registry) {
    this.registry = registry;
    this.heard = registry.counter("tallyboard.monitor.beats");
    this.crowdedOut = registry.counter("tallyboard.monitor.beats.dropped");
    this.hints = registry.counter("tallyboard.monitor.hints");
    this.failedWrites = registry.counter("tallyboard.monitor.writes.failed");
  }

  public void heard() {
    heard.increment();
  }

  /** There was no room for a beat. */
  public void crowdedOut() {
    crowdedOut.increment();
  }

  public void rejected(Reason reason) {
    registry
        .counter("tallyboard.monitor.beats.rejected", "reason", lower(reason.name()))
        .increment();
  }

  /** A rejected beat could not be handed in. */
  public void notHandedIn() {
    registry.counter("tallyboard.monitor.rejections.dropped").increment();
  }

  /** A verdict on a running job was told. */
  public void verdict(Event kind) {
    registry.counter("tallyboard.monitor.verdicts", "verdict", lower(kind.name())).increment();
  }

  public void hint() {
    hints.increment();
  }

  public void failedWrite() {
    failedWrites.increment();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
