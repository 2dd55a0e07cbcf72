package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.TrackerConfig;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.Quota;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides what of a batch goes into the log: a job's log lines up to its limit, and all else. */
@ApplicationScoped
class Admission {
  private final TrackerConfig config;
  private final IngestMetrics metrics;
  private final Latecomers latecomers;

  Admission(TrackerConfig config, Latecomers latecomers, IngestMetrics metrics) {
    this.config = config;
    this.latecomers = latecomers;
    this.metrics = metrics;
  }

  /**
   * What of a batch is kept.
   *
   * @param dropped the counts of what is not
   */
  record Admitted(List<Entry> entries, List<Extraction> dropped) {}

  Uni<Admitted> admit(List<Entry> entries, Map<String, Job> known) {
    return latecomers.without(entries, known).map(punctual -> withinLimits(punctual, known));
  }

  private Admitted withinLimits(List<Entry> entries, Map<String, Job> known) {
    Map<String, Integer> sizes = new HashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Kept k && k.extraction().jobId() != null) {
        sizes.merge(k.extraction().key(), 1, Integer::sum);
      }
    }
    Set<String> over = new HashSet<>();
    sizes.forEach(
        (key, size) -> {
          Job job = known.get(key);
          if ((job == null ? 0 : job.updates()) + size > config.jobUpdates()) {
            over.add(key);
          }
        });
    return over.isEmpty() ? new Admitted(entries, List.of()) : within(entries, known, over);
  }

  private Admitted within(List<Entry> entries, Map<String, Job> known, Set<String> over) {
    Map<String, List<Extraction>> shares = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Kept k && over.contains(k.extraction().key())) {
        shares.computeIfAbsent(k.extraction().key(), key -> new ArrayList<>()).add(k.extraction());
      }
    }
    Set<String> kept = new HashSet<>();
    List<Extraction> dropped = new ArrayList<>();
    shares.forEach(
        (key, share) -> {
          Quota.Kept decided =
              Quota.of(known.get(key), Subject.given(key), share, config.jobUpdates());
          decided.updates().forEach(e -> kept.add(e.id()));
          decided.dropped().ifPresent(dropped::add);
          metrics.dropped(share.size() - decided.updates().size());
        });
    List<Entry> admitted =
        entries.stream()
            .filter(
                entry ->
                    !(entry instanceof Entry.Kept k)
                        || !over.contains(k.extraction().key())
                        || kept.contains(k.extraction().id()))
            .toList();
    return new Admitted(admitted, dropped);
  }
}
