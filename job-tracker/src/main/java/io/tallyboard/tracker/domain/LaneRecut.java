package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory.Opening;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.Place;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.LaneCutter.Assigned;
import io.tallyboard.tracker.domain.LaneCutter.Cut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lane cut anew, after earlier history arrived or in order to compare. A run whose id moved hands its
 * former ids on to the run that has its opening now.
 */
public final class LaneRecut {

  /**
   * What is to be written.
   *
   * @param jobs all that the lane has, by id
   * @param changed those of them that the store has not, or has differently
   * @param stale records of jobs that are none any more
   * @param lane empty where it is as it should be
   */
  public record Outcome(
      Map<String, Job> jobs, List<Job> changed, List<Job> stale, Optional<Lane> lane) {
    public Outcome {
      jobs = Map.copyOf(jobs);
      changed = List.copyOf(changed);
      stale = List.copyOf(stale);
    }
  }

  private LaneRecut() {}

  /**
   * Cuts and folds.
   *
   * @param before the lane's record, null where there is none
   * @param known the records of its jobs
   * @param all the updates of the lane that count, in order
   */
  public static Outcome of(
      String laneId, @Nullable Lane before, List<Job> known, List<Extraction> all) {
    long version = before == null ? 1 : before.version() + 1;
    Cut cut = LaneCutter.whole(laneId, all, version);
    Map<String, Job> stored = new HashMap<>();
    known.forEach(job -> stored.put(job.id(), job));
    Map<String, List<Extraction>> runs = new LinkedHashMap<>();
    Set<String> ambiguous = new TreeSet<>();
    for (Assigned a : cut.assigned()) {
      runs.computeIfAbsent(a.job(), id -> new ArrayList<>()).add(a.extraction());
      if (a.ambiguous()) {
        ambiguous.add(a.job());
      }
    }
    cut.lane().open().stream().filter(r -> r.ambiguous()).forEach(r -> ambiguous.add(r.job()));

    List<Job> stale = known.stream().filter(job -> !runs.containsKey(job.id())).toList();
    Map<String, Set<String>> former = formerIds(cut, stored, stale);
    Map<String, Job> jobs = new LinkedHashMap<>();
    List<Job> changed = new ArrayList<>();
    runs.forEach(
        (id, its) -> {
          Subject subject = new Subject(id, Identity.INFERRED, laneId, ambiguous.contains(id));
          @Nullable Job is = stored.get(id);
          Job ought =
              JobFold.whole(subject, its, is == null ? 1 : is.version() + 1)
                  .withFormerIds(List.copyOf(former.getOrDefault(id, Set.of())));
          jobs.put(id, ought);
          if (is == null || !is.equals(ought.withVersion(is.version()))) {
            changed.add(ought);
          }
        });
    boolean same = before != null && before.equals(cut.lane().withVersion(before.version()));
    return new Outcome(
        jobs, changed, stale, same || all.isEmpty() ? Optional.empty() : Optional.of(cut.lane()));
  }

  private static Map<String, Set<String>> formerIds(
      Cut cut, Map<String, Job> stored, List<Job> stale) {
    Map<String, Set<String>> former = new HashMap<>();
    stored.values().forEach(job -> former.put(job.id(), new LinkedHashSet<>(job.formerIds())));
    Map<String, String> byId =
        cut.assigned().stream()
            .collect(Collectors.toMap(a -> a.extraction().id(), Assigned::job, (a, b) -> a));
    Map<Place, String> byPlace =
        cut.assigned().stream()
            .collect(Collectors.toMap(a -> a.extraction().place(), Assigned::job, (a, b) -> a));
    for (Job gone : stale) {
      String heir = heir(gone, byId, byPlace);
      if (heir != null) {
        Set<String> its = former.computeIfAbsent(heir, id -> new LinkedHashSet<>());
        its.addAll(gone.formerIds());
        its.add(gone.id());
      }
    }
    return former;
  }

  private static @Nullable String heir(
      Job gone, Map<String, String> byId, Map<Place, String> byPlace) {
    if (!gone.memory().own().isEmpty()) {
      String heir = byId.get(gone.memory().own().get(0));
      if (heir != null) {
        return heir;
      }
    }
    List<Opening> openings = gone.memory().openings();
    return openings.isEmpty() ? null : byPlace.get(openings.get(0).at());
  }
}
