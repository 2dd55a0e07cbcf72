package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns away what comes after its job was removed: it is counted, and neither stored nor folded. A
 * lane may live again: a new run on the same resource is no latecomer.
 */
@ApplicationScoped
public class Latecomers {
  private final Tombstones tombstones;
  private final JobStore store;
  private final IngestMetrics metrics;

  Latecomers(Tombstones tombstones, JobStore store, IngestMetrics metrics) {
    this.tombstones = tombstones;
    this.store = store;
    this.metrics = metrics;
  }

  /**
   * Those of a batch that do not come too late, in their order.
   *
   * @param known the records of the jobs that they name
   */
  Uni<List<Entry>> without(List<Entry> entries, Map<String, Job> known) {
    Set<String> expiring = new HashSet<>();
    Set<String> unsure = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Kept kept) {
        Extraction e = kept.extraction();
        Job job = e.jobId() == null ? null : known.get(e.key());
        if (job == null) {
          unsure.add(e.key());
        } else if (job.expiring()) {
          expiring.add(e.key());
        }
      }
    }
    if (expiring.isEmpty() && (unsure.isEmpty() || !tombstones.inUse())) {
      return Uni.createFrom().item(entries);
    }
    return (tombstones.inUse() ? tombstones.among(unsure) : none())
        .chain(
            removed -> lanesAlive(removed).map(alive -> kept(entries, expiring, removed, alive)));
  }

  private static Uni<Map<String, RemovedJob>> none() {
    return Uni.createFrom().item(Map.of());
  }

  /** Lanes that began anew after they had been removed. */
  private Uni<Set<String>> lanesAlive(Map<String, RemovedJob> removed) {
    Set<String> lanes = new HashSet<>();
    removed.values().stream().filter(RemovedJob::lane).forEach(r -> lanes.add(r.key()));
    return lanes.isEmpty()
        ? Uni.createFrom().item(new HashSet<>())
        : store.lanes(lanes).map(there -> new HashSet<>(there.keySet()));
  }

  private List<Entry> kept(
      List<Entry> entries,
      Set<String> expiring,
      Map<String, RemovedJob> removed,
      Set<String> alive) {
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : entries) {
      if (!(entry instanceof Entry.Kept k) || !late(k.extraction(), expiring, removed, alive)) {
        kept.add(entry);
      }
    }
    if (kept.size() < entries.size()) {
      metrics.late(entries.size() - kept.size());
    }
    return kept;
  }

  private static boolean late(
      Extraction e, Set<String> expiring, Map<String, RemovedJob> removed, Set<String> alive) {
    RemovedJob grave = removed.get(e.key());
    if (e.jobId() != null) {
      return expiring.contains(e.key()) || (grave != null && !grave.lane());
    }
    if (grave == null || !grave.lane() || alive.contains(e.key())) {
      return false;
    }
    boolean opens = e.event() == Event.SUBMITTED || e.event() == Event.STARTED;
    if (opens) {
      alive.add(e.key());
    }
    return !opens;
  }
}
