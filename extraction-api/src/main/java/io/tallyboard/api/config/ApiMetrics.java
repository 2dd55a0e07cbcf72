package io.tallyboard.api.config;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** The names of all that this service counts. Ids are never tags. */
@ApplicationScoped
public class ApiMetrics {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter uploaded;
  private final Counter refused;
  private final AtomicLong unsent;
  private final Counter streamed;
  private final Counter shed;
  private final Counter cut;

  public ApiMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = registry.counter("tallyboard.submissions.accepted");
    this.uploaded = registry.counter("tallyboard.files.bytes");
    this.refused = registry.counter("tallyboard.keys.refused");
    this.unsent = registry.gauge("tallyboard.submissions.unsent", new AtomicLong());
    this.streamed = registry.counter("tallyboard.streams.events");
    this.shed = registry.counter("tallyboard.streams.shed");
    this.cut = registry.counter("tallyboard.streams.cut");
  }

  /** A job was taken in. */
  public void accepted() {
    accepted.increment();
  }

  /** An attempt to send a job came to an end. */
  public void step(Enum<?> outcome) {
    String tag = outcome.name().toLowerCase(Locale.ROOT);
    registry.counter("tallyboard.submissions.steps", "outcome", tag).increment();
  }

  /** A job was found to be in a loop, and stopped. */
  public void loop(Enum<?> kind) {
    String tag = kind.name().toLowerCase(Locale.ROOT);
    registry.counter("tallyboard.jobs.loops", "kind", tag).increment();
  }

  /** How many submissions were not sent yet. */
  public void unsent(long count) {
    unsent.set(count);
  }

  /** A file was stored. */
  public void uploaded(long bytes) {
    uploaded.increment((double) bytes);
  }

  /** A call showed no key, or a wrong one. */
  public void refused() {
    refused.increment();
  }

  /** How many streams are open is asked of this, whenever somebody wants to know. */
  public void streams(IntSupplier open) {
    Gauge.builder("tallyboard.streams.open", open::getAsInt).register(registry);
  }

  /** An event was handed to so many streams. */
  public void streamed(int streams) {
    streamed.increment(streams);
  }

  /** A stream took its events too slowly: they were given up, and it was told so. */
  public void shed() {
    shed.increment();
  }

  /** A stream that took nothing at all was closed. */
  public void cut() {
    cut.increment();
  }
}
