package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.LaneCutter;
import io.tallyboard.tracker.domain.LaneCutter.Cut;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds updates that name no job: the lane is cut into runs, and each run is an inferred job. Jobs
 * first, then the lane: whoever dies between the two cuts the same runs again, and the jobs know what
 * they have had.
 */
@ApplicationScoped
class LaneFolding {
  private final JobStore store;
  private final WholeLanes whole;

  LaneFolding(JobStore store, WholeLanes whole) {
    this.store = store;
    this.whole = whole;
  }

  Uni<Void> fold(
      Map<String, List<Extraction>> byLane,
      Function<Collection<Folding.Share>, Uni<Void>> foldJobs) {
    return fold(byLane, foldJobs, 0);
  }

  private Uni<Void> fold(
      Map<String, List<Extraction>> byLane,
      Function<Collection<Folding.Share>, Uni<Void>> foldJobs,
      int conflicts) {
    return store
        .lanes(byLane.keySet())
        .chain(
            lanes -> {
              List<Cut> cuts = new ArrayList<>();
              Map<String, Map<String, Long>> doubtful = new LinkedHashMap<>();
              byLane.forEach(
                  (id, its) -> {
                    Lane before = lanes.get(id);
                    Optional<Cut> cut = LaneCutter.cut(before, id, its);
                    cut.ifPresent(cuts::add);
                    if (cut.isEmpty()) {
                      doubtful.put(id, reach(before, its));
                    }
                  });
              List<Lane> after =
                  cuts.stream().filter(c -> !c.assigned().isEmpty()).map(c -> c.lane()).toList();
              return foldJobs
                  .apply(shares(cuts))
                  .chain(
                      () ->
                          after.isEmpty()
                              ? Uni.createFrom().item(Set.<String>of())
                              : store.writeLanes(after))
                  .chain(lost -> whole(doubtful).replaceWith(lost));
            })
        .chain(
            lost -> {
              byLane.keySet().retainAll(lost);
              return byLane.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : Conflicts.again(conflicts).chain(() -> fold(byLane, foldJobs, conflicts + 1));
            });
  }

  private Uni<Void> whole(Map<String, Map<String, Long>> doubtful) {
    return doubtful.isEmpty()
        ? Uni.createFrom().voidItem()
        : Multi.createFrom()
            .iterable(doubtful.entrySet())
            .onItem()
            .transformToUniAndConcatenate(lane -> whole.fold(lane.getKey(), lane.getValue()))
            .collect()
            .last()
            .replaceWithVoid();
  }

  private static Map<String, Long> reach(@Nullable Lane before, List<Extraction> more) {
    Map<String, Long> reach = new HashMap<>();
    if (before != null) {
      before.folded().forEach(f -> reach.put(f.queue(), f.seq()));
    }
    more.forEach(e -> reach.merge(e.queue(), e.seq(), Math::max));
    return reach;
  }

  private static List<Folding.Share> shares(Collection<Cut> cuts) {
    List<Folding.Share> shares = new ArrayList<>();
    for (Cut cut : cuts) {
      Map<String, List<Extraction>> byJob = new LinkedHashMap<>();
      Map<String, Boolean> ambiguous = new LinkedHashMap<>();
      Set<String> opened = new HashSet<>();
      for (LaneCutter.Assigned a : cut.assigned()) {
        byJob.computeIfAbsent(a.job(), id -> new ArrayList<>()).add(a.extraction());
        ambiguous.merge(a.job(), a.ambiguous(), Boolean::logicalOr);
        if (a.opens()) {
          opened.add(a.job());
        }
      }
      // A run that became ambiguous because of a later one is told so with its next update, or now.
      cut.lane().open().stream()
          .filter(run -> run.ambiguous())
          .forEach(run -> ambiguous.put(run.job(), true));
      ambiguous.forEach(
          (job, unsure) -> {
            Folding.Share share =
                new Folding.Share(new Subject(job, Identity.INFERRED, cut.lane().id(), unsure));
            share.extractions.addAll(byJob.getOrDefault(job, List.of()));
            share.opens = opened.contains(job);
            shares.add(share);
          });
    }
    return shares;
  }
}
