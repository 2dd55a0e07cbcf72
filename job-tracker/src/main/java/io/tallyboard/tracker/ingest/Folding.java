package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.LaneCutter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds stored extractions into job records: read once, fold, write on the condition that nobody else
 * wrote meanwhile, or else read and fold again. Doing it twice does no harm.
 */
@ApplicationScoped
public class Folding {

  /** Somebody else always comes first: more than this is a fault, and the batch is tried again. */
  private static final int MAX_CONFLICTS = 20;

  private final JobStore store;
  private final Hints hints;

  Folding(JobStore store, Hints hints) {
    this.store = store;
    this.hints = hints;
  }

  /** What one job gets from a batch. */
  private record Share(Subject subject, List<Extraction> extractions) {
    Share {
      extractions = List.copyOf(extractions);
    }
  }

  /**
   * Folds the extractions of one queue.
   *
   * @param extractions in the order of their queue
   */
  Uni<Void> fold(List<Extraction> extractions) {
    Map<String, List<Extraction>> given = new LinkedHashMap<>();
    Map<String, List<Extraction>> byLane = new LinkedHashMap<>();
    for (Extraction e : extractions) {
      String jobId = e.jobId();
      if (jobId != null) {
        given.computeIfAbsent(jobId, id -> new ArrayList<>()).add(e);
      } else if (e.resource() != null && e.extractor() != null) {
        byLane
            .computeIfAbsent(
                LaneCutter.laneId(e.resource(), e.extractor()), id -> new ArrayList<>())
            .add(e);
      }
    }
    List<Share> shares = new ArrayList<>();
    given.forEach((id, its) -> shares.add(new Share(Subject.given(id), its)));
    Uni<Void> jobs = foldJobs(shares, 0);
    return byLane.isEmpty() ? jobs : jobs.chain(() -> foldLanes(byLane, 0));
  }

  /**
   * Jobs first, then the lane: whoever dies between the two cuts the same runs again, and the jobs
   * know what they have had.
   */
  private Uni<Void> foldLanes(Map<String, List<Extraction>> byLane, int conflicts) {
    return store
        .lanes(byLane.keySet())
        .chain(
            lanes -> {
              List<LaneCutter.Cut> cuts = new ArrayList<>();
              byLane.forEach((id, its) -> cuts.add(LaneCutter.cut(lanes.get(id), id, its)));
              List<Lane> after =
                  cuts.stream().filter(c -> !c.assigned().isEmpty()).map(c -> c.lane()).toList();
              return foldJobs(shares(cuts), 0)
                  .chain(() -> after.isEmpty() ? none() : store.writeLanes(after));
            })
        .chain(
            lost -> {
              byLane.keySet().retainAll(lost);
              return byLane.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : again(conflicts).chain(() -> foldLanes(byLane, conflicts + 1));
            });
  }

  private static List<Share> shares(Collection<LaneCutter.Cut> cuts) {
    List<Share> shares = new ArrayList<>();
    for (LaneCutter.Cut cut : cuts) {
      Map<String, List<Extraction>> byJob = new LinkedHashMap<>();
      Map<String, Boolean> ambiguous = new LinkedHashMap<>();
      for (LaneCutter.Assigned a : cut.assigned()) {
        byJob.computeIfAbsent(a.job(), id -> new ArrayList<>()).add(a.extraction());
        ambiguous.merge(a.job(), a.ambiguous(), Boolean::logicalOr);
      }
      // A run that became ambiguous because of a later one is told so with its next update, or now.
      cut.lane().open().stream()
          .filter(run -> run.ambiguous())
          .forEach(run -> ambiguous.put(run.job(), true));
      ambiguous.forEach(
          (job, unsure) ->
              shares.add(
                  new Share(
                      new Subject(job, Identity.INFERRED, cut.lane().id(), unsure),
                      byJob.getOrDefault(job, List.of()))));
    }
    return shares;
  }

  private Uni<Void> foldJobs(Collection<Share> shares, int conflicts) {
    if (shares.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<String, Share> byId = new LinkedHashMap<>();
    shares.forEach(share -> byId.put(share.subject().id(), share));
    return store
        .jobs(byId.keySet())
        .chain(before -> write(before, byId))
        .chain(
            lost -> {
              byId.keySet().retainAll(lost);
              return byId.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : again(conflicts).chain(() -> foldJobs(byId.values(), conflicts + 1));
            });
  }

  private Uni<Set<String>> write(Map<String, Job> before, Map<String, Share> shares) {
    List<Job> changed = new ArrayList<>();
    for (Share share : shares.values()) {
      @Nullable Job known = before.get(share.subject().id());
      if (known == null && share.extractions().isEmpty()) {
        continue;
      }
      Job after = JobFold.fold(known, share.subject(), share.extractions());
      if (known == null || after.version() != known.version()) {
        changed.add(after);
      }
    }
    if (changed.isEmpty()) {
      return none();
    }
    return store
        .write(changed)
        .invoke(
            lost -> hints.changed(changed.stream().filter(j -> !lost.contains(j.id())).toList()));
  }

  private static Uni<Set<String>> none() {
    return Uni.createFrom().item(Set.of());
  }

  private static Uni<Void> again(int conflicts) {
    return conflicts < MAX_CONFLICTS
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new IllegalStateException("records change too fast to fold"));
  }
}
