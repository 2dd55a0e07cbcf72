package io.tallyboard.tracker.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.domain.Past.Why;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.Tombstones;
import io.tallyboard.tracker.ingest.UpdateLog;
import io.tallyboard.tracker.ingest.UpdateLog.Entry;
import io.tallyboard.tracker.rebuild.Checks;
import io.tallyboard.tracker.rebuild.Finding;
import io.tallyboard.tracker.rebuild.LogScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stores a part of a history and folds it: whole jobs and whole lanes from all that the log has, where
 * what is imported comes before what is there already.
 */
@ApplicationScoped
class Chunks {
  private final UpdateLog log;
  private final LogScan scan;
  private final Tombstones tombstones;
  private final JobStore store;
  private final Checks checks;

  Chunks(UpdateLog log, LogScan scan, Tombstones tombstones, JobStore store, Checks checks) {
    this.log = log;
    this.store = store;
    this.scan = scan;
    this.tombstones = tombstones;
    this.checks = checks;
  }

  Uni<Void> take(List<Mapped> mapped, boolean dryRun, ImportReport report) {
    List<Extraction> usable = new ArrayList<>();
    for (Mapped one : mapped) {
      if (one instanceof Mapped.Taken taken) {
        usable.add(taken.extraction());
      } else if (one instanceof Mapped.Skipped skipped) {
        report.skipped(skipped.why(), skipped.id());
      }
    }
    usable.sort(Comparator.comparing(Extraction::seq).thenComparing(e -> e.id()));
    return tombstones
        .among(usable.stream().map(Extraction::key).collect(Collectors.toSet()))
        .map(removed -> standing(usable, removed, report))
        .chain(standing -> store(standing, dryRun, report));
  }

  /** Jobs that were removed stay removed; a lane may begin anew. */
  private static List<Extraction> standing(
      List<Extraction> usable, Map<String, RemovedJob> removed, ImportReport report) {
    List<Extraction> standing = new ArrayList<>();
    for (Extraction e : usable) {
      RemovedJob grave = removed.get(e.key());
      if (grave != null && grave.lane() == (e.jobId() == null)) {
        report.skipped(Why.REMOVED, e.id());
      } else {
        standing.add(e);
      }
    }
    return standing;
  }

  private Uni<Void> store(List<Extraction> all, boolean dryRun, ImportReport report) {
    if (all.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return scan.stored(all.stream().map(Extraction::id).collect(Collectors.toSet()))
        .chain(
            stored -> {
              List<Extraction> fresh = all.stream().filter(e -> !stored.contains(e.id())).toList();
              report.present(all.size() - fresh.size());
              report.imported(fresh.size());
              return dryRun
                  ? Uni.createFrom().voidItem()
                  : log.append(fresh.stream().<Entry>map(Entry.Kept::of).toList())
                      .chain(() -> fold(all, stored));
            });
  }

  /** Those too that were stored already: a crash may have come before they were folded. */
  private Uni<Void> fold(List<Extraction> all, Set<String> stored) {
    Map<String, List<Extraction>> jobs = new LinkedHashMap<>();
    Set<String> lanes = new LinkedHashSet<>();
    for (Extraction e : all) {
      if (e.jobId() == null) {
        lanes.add(e.key());
      } else {
        jobs.computeIfAbsent(e.key(), key -> new ArrayList<>()).add(e);
      }
    }
    return store
        .jobs(jobs.keySet())
        .map(known -> continued(jobs, known, stored))
        .chain(after -> after.isEmpty() ? none() : store.write(after).map(lost -> ids(after, lost)))
        .chain(
            done -> {
              jobs.keySet().removeAll(done);
              return each(jobs.keySet(), checks::mendJob)
                  .chain(() -> each(lanes, checks::mendLane));
            });
  }

  private static Uni<Set<String>> none() {
    return Uni.createFrom().item(Set.of());
  }

  private static Set<String> ids(List<Job> written, Set<String> lost) {
    return written.stream()
        .map(Job::id)
        .filter(id -> !lost.contains(id))
        .collect(Collectors.toSet());
  }

  /**
   * Jobs to which this is simply what comes next, which need not be folded whole: one may have very
   * many updates, in as many chunks.
   */
  private static List<Job> continued(
      Map<String, List<Extraction>> jobs, Map<String, Job> known, Set<String> stored) {
    List<Job> after = new ArrayList<>();
    jobs.forEach(
        (id, its) -> {
          Job before = known.get(id);
          if (before != null && !before.expiring() && comesNext(before, its, stored)) {
            JobFold.fold(before, Subject.of(before), its).ifPresent(after::add);
          }
        });
    return after;
  }

  /** Whether none of them was there before, and all come after whatever is folded of their log. */
  private static boolean comesNext(Job before, List<Extraction> its, Set<String> stored) {
    Extraction first = its.get(0);
    Long through = JobFold.through(before).get(first.queue());
    return through != null
        && first.seq() > through
        && its.stream().noneMatch(e -> stored.contains(e.id()));
  }

  private static Uni<Void> each(
      Collection<String> keys, Function<String, Uni<List<Finding>>> mend) {
    return Multi.createFrom()
        .iterable(keys)
        .onItem()
        .transformToUniAndConcatenate(mend::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
