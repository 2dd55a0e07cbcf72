package io.tallyboard.tracker.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.TrackerConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real ingestion over whatever ports. */
public final class Ingestions {
  private Ingestions() {}

  public static Ingestion of(
      Ingestion.Decoder decoder,
      UpdateLog log,
      JobStore store,
      IngestMetrics metrics,
      TrackerConfig config) {
    Hints hints = changed -> {};
    WholeFolding whole = new WholeFolding(log);
    WholeLanes wholeLanes = new WholeLanes(log, store, hints);
    LaneFolding lanes = new LaneFolding(store, wholeLanes);
    Folding folding = new Folding(store, whole, wholeLanes, lanes, hints, metrics);
    Latecomers latecomers = new Latecomers(new NoTombstones(), store, metrics);
    return new Ingestion(
        decoder,
        log,
        new Admission(config, latecomers, metrics),
        folding,
        store,
        new Replaying(decoder, new NoRejectedUpdates(), metrics),
        metrics);
  }

  public static IngestMetrics metrics() {
    return new IngestMetrics(new SimpleMeterRegistry());
  }

  /** Nothing was ever removed. */
  private static final class NoTombstones implements Tombstones {
    @Override
    public boolean inUse() {
      return false;
    }

    @Override
    public Uni<Boolean> look() {
      return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Map<String, RemovedJob>> among(Set<String> keys) {
      return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<Void> put(RemovedJob removed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<List<RemovedJob>> unsettled(Instant before, int count) {
      return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Void> settle(String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> forget(Instant before) {
      return Uni.createFrom().voidItem();
    }
  }

  /** None are asked for. */
  private static final class NoRejectedUpdates implements RejectedUpdates {
    @Override
    public Uni<Map<String, RejectedUpdate>> byIds(Set<String> ids) {
      return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<Void> replayed(String id, Instant at, String by, String as) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> failed(String id, Instant at, String why) {
      throw new UnsupportedOperationException();
    }
  }
}
