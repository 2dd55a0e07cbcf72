package io.tallyboard.monitor;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tallyboard.monitor.config.Meters;
import io.tallyboard.monitor.config.MonitorConfig;
import io.tallyboard.monitor.domain.Heard;
import io.tallyboard.monitor.domain.InstanceStore;
import io.tallyboard.monitor.domain.Pending;
import io.tallyboard.monitor.domain.Rhythms;
import io.tallyboard.monitor.domain.Watch;
import io.tallyboard.monitor.domain.Watch.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Once a second: writes what was heard, then how far we listened, then tells what changed. */
@ApplicationScoped
class Pulse {
  private static final Logger LOG = Logger.getLogger(Pulse.class);

  private final Pending pending;
  private final Watch watch;
  private final Rhythms rhythms;
  private final RegistryWriter registry;
  private final InstanceStore instances;
  private final WatchKeeper keeper;
  private final Announcer announcer;
  private final MonitorConfig config;
  private final Meters meters;
  private final InstantSource clock;
  private final AtomicBoolean failing = new AtomicBoolean();

  Pulse(
      Pending pending,
      Watch watch,
      Rhythms rhythms,
      RegistryWriter registry,
      InstanceStore instances,
      WatchKeeper keeper,
      Announcer announcer,
      MonitorConfig config,
      Meters meters,
      InstantSource clock) {
    this.pending = pending;
    this.watch = watch;
    this.rhythms = rhythms;
    this.registry = registry;
    this.instances = instances;
    this.keeper = keeper;
    this.announcer = announcer;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(every = "{tallyboard.monitor.every}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> beat() {
    // In this order: whatever was heard up to the proof is among what is taken now.
    Optional<Span> watched = watch.span();
    List<Heard> heard = pending.drain();
    return registry
        .write(heard)
        .chain(instances::add)
        .onFailure()
        .invoke(() -> putBack(heard))
        .invoke(() -> announcer.heard(heard.stream().map(h -> h.beat().instance()).toList()))
        .chain(() -> watched.map(this::watched).orElseGet(() -> Uni.createFrom().voidItem()))
        .invoke(() -> failing.set(false))
        .onFailure()
        .recoverWithUni(this::failed);
  }

  @Scheduled(every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    Instant before = clock.instant().minus(config.forgetAfter());
    rhythms.forgetBefore(before);
    return keeper
        .watchedSince(before)
        .chain(watched -> instances.forgetSilentSince(before, watched))
        .invoke(forgotten -> LOG.infof("%d instances were forgotten", forgotten))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(this::failed);
  }

  private void putBack(List<Heard> heard) {
    if (!pending.putBack(heard)) {
      watch.missed();
      meters.crowdedOut();
    }
  }

  /** Told only while we hear: a verdict that nobody can take back would be worse than none. */
  private Uni<Void> watched(Span span) {
    return keeper
        .write(span)
        .chain(
            watched ->
                watch.provedAt(clock.instant())
                    ? announcer.announce(watched, span.until())
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> failed(Throwable failure) {
    meters.failedWrite();
    if (failing.compareAndSet(false, true)) {
      LOG.warnf("not all could be written or told, it is tried again: %s", failure.getMessage());
    }
    return Uni.createFrom().voidItem();
  }
}
