package io.tallyboard.monitor;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.monitor.config.MonitorConfig;
import io.tallyboard.monitor.config.TestMeters;
import io.tallyboard.monitor.domain.Beat;
import io.tallyboard.monitor.domain.ExtractorStore;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import io.tallyboard.monitor.domain.Intake;
import io.tallyboard.monitor.domain.Pending;
import io.tallyboard.monitor.domain.Registry;
import io.tallyboard.monitor.domain.Rhythms;
import io.tallyboard.monitor.domain.Watch;
import io.tallyboard.monitor.domain.Watch.Probe;
import io.tallyboard.monitor.domain.WatchStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One life of a monitor, with the clock in hand, and a broker that does as it is told. */
final class Replica {
  final List<ExtractorHint> told = new ArrayList<>();
  boolean storeIsAway;
  boolean hintsFail;
  Instant now;

  private final Watch watch;
  private final Intake intake;
  private final Pulse pulse;

  Replica(ExtractorStore extractors, InstanceStore instances, WatchStore watches, Instant now) {
    this.now = now;
    Config config = new Config();
    watch = new Watch(config.gap());
    Rhythms rhythms = new Rhythms();
    Pending pending = new Pending(100, 1_000_000);
    intake = new Intake(rhythms, pending, watch);
    InstanceStore store = new Breakable(instances);
    pulse =
        new Pulse(
            pending,
            watch,
            rhythms,
            new RegistryWriter(extractors, new Registry(config.beside())),
            store,
            new WatchKeeper(new BreakableWatch(watches), config),
            new Announcer(store, this::tell),
            config,
            TestMeters.meters(),
            () -> this.now);
  }

  void hear(Beat beat) {
    intake.take(beat, now);
  }

  /** A second goes by, with a probe that comes back, and a write. */
  void second() {
    now = now.plusSeconds(1);
    Probe probe = watch.probe(now);
    watch.confirmed(probe);
    watch.heard(probe.number());
    write();
  }

  void seconds(int count) {
    for (int i = 0; i < count; i++) {
      second();
    }
  }

  /** A second without the broker. */
  void deafSecond() {
    now = now.plusSeconds(1);
    watch.notSent(watch.probe(now));
    write();
  }

  void forget() {
    pulse.forget().await().indefinitely();
  }

  private void write() {
    pulse.beat().await().indefinitely();
  }

  private Uni<Void> tell(ExtractorHint hint) {
    if (hintsFail) {
      return Uni.createFrom().failure(new IllegalStateException("no broker"));
    }
    told.add(hint);
    return Uni.createFrom().voidItem();
  }

  private <T> Uni<T> unlessAway(Uni<T> answer) {
    return Uni.createFrom()
        .deferred(
            () ->
                storeIsAway
                    ? Uni.createFrom().failure(new IllegalStateException("no store"))
                    : answer);
  }

  private static final class Config implements MonitorConfig {
    @Override
    public String queue() {
      return "beats";
    }

    @Override
    public Duration every() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration gap() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration beside() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration forgetAfter() {
      return Duration.ofDays(7);
    }

    @Override
    public Duration grace() {
      return Duration.ofMinutes(5);
    }

    @Override
    public Duration settle() {
      return Duration.ofSeconds(15);
    }

    @Override
    public Duration rejectAgainAfter() {
      return Duration.ofMinutes(1);
    }
  }

  /** The store, which can go away. */
  private final class Breakable implements InstanceStore {
    private final InstanceStore store;

    Breakable(InstanceStore store) {
      this.store = store;
    }

    @Override
    public Uni<Void> add(List<Beats> beats) {
      return unlessAway(store.add(beats));
    }

    @Override
    public Uni<List<ExtractorInstance>> all() {
      return unlessAway(store.all());
    }

    @Override
    public Uni<List<ExtractorInstance>> notOffline() {
      return unlessAway(store.notOffline());
    }

    @Override
    public Uni<List<ExtractorInstance>> find(Set<InstanceId> ids) {
      return unlessAway(store.find(ids));
    }

    @Override
    public Uni<Void> announced(InstanceId id, @Nullable Liveness from, Liveness to) {
      return unlessAway(store.announced(id, from, to));
    }

    @Override
    public Uni<Long> forgetSilentSince(Instant before, boolean watched) {
      return unlessAway(store.forgetSilentSince(before, watched));
    }
  }

  private final class BreakableWatch implements WatchStore {
    private final WatchStore store;

    BreakableWatch(WatchStore store) {
      this.store = store;
    }

    @Override
    public Uni<Void> beginAnew(Instant since, Instant lapsed) {
      return unlessAway(store.beginAnew(since, lapsed));
    }

    @Override
    public Uni<Watched> extend(Instant since, Instant until) {
      return unlessAway(store.extend(since, until));
    }

    @Override
    public Uni<Watched> read() {
      return unlessAway(store.read());
    }
  }
}
