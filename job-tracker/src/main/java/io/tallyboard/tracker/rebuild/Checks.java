package io.tallyboard.tracker.rebuild;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.LaneRecut.Outcome;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.Tombstones;
import io.tallyboard.tracker.ingest.WholeFolding;
import io.tallyboard.tracker.ingest.WholeLanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds one job or one lane against its log, and mends it. The service may be at work on it meanwhile:
 * what is found may be gone a moment later, and every write is conditional.
 */
@ApplicationScoped
public class Checks {
  private static final int TRIES = 20;
  private static final String JOB = "job";
  private static final String LANE = "lane";

  private final JobStore store;
  private final RecordScan records;
  private final QueuePositions positions;
  private final WholeFolding folding;
  private final WholeLanes lanes;
  private final Tombstones tombstones;

  Checks(
      JobStore store,
      RecordScan records,
      QueuePositions positions,
      WholeFolding folding,
      WholeLanes lanes,
      Tombstones tombstones) {
    this.store = store;
    this.records = records;
    this.positions = positions;
    this.folding = folding;
    this.lanes = lanes;
    this.tombstones = tombstones;
  }

  /** Up to where every log counts, for records that are read after this. */
  public Uni<Reach> reach() {
    return positions.all().map(Reach::of);
  }

  /** What is wrong at this moment with a job that its updates name. */
  Uni<List<Finding>> job(String id) {
    return jobNow(id).map(JobNow::findings);
  }

  /** What is wrong at this moment with a lane and its jobs. */
  Uni<List<Finding>> lane(String key) {
    return laneNow(key);
  }

  /** Makes the job's record what it ought to be; what was wrong with it. */
  public Uni<List<Finding>> mendJob(String id) {
    return mendJob(id, 1);
  }

  private Uni<List<Finding>> mendJob(String id, int tries) {
    return jobNow(id)
        .chain(
            now -> {
              if (now.findings().isEmpty()) {
                return Uni.createFrom().item(List.<Finding>of());
              }
              return write(id, now)
                  .chain(
                      done ->
                          done || tries >= TRIES
                              ? Uni.createFrom().item(now.findings())
                              : mendJob(id, tries + 1));
            });
  }

  private Uni<Boolean> write(String id, JobNow now) {
    Job ought = now.ought();
    Job is = now.is();
    if (ought != null) {
      return store.write(List.of(ought)).map(Set::isEmpty);
    }
    return is == null ? Uni.createFrom().item(true) : store.remove(id, is.version());
  }

  /** Makes the lane and its jobs what they ought to be; what was wrong with them. */
  public Uni<List<Finding>> mendLane(String key) {
    return laneNow(key)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(found)
                    : reach()
                        .chain(reach -> lanes.fold(key, reach.logs()))
                        .chain(() -> withoutLog(key))
                        .replaceWith(found));
  }

  /** A lane of which the log has nothing is none. */
  private Uni<Void> withoutLog(String key) {
    return laneOutcome(key)
        .chain(
            now -> {
              Lane lane = now.lane();
              return lane != null && now.ought().jobs().isEmpty()
                  ? records.removeLane(lane).replaceWithVoid()
                  : Uni.createFrom().voidItem();
            });
  }

  /**
   * A record beside what the log says.
   *
   * @param ought of the version after it; null where there ought to be none
   */
  private record JobNow(@Nullable Job is, @Nullable Job ought, List<Finding> findings) {}

  private Uni<JobNow> jobNow(String id) {
    return reach()
        .chain(
            reach ->
                store
                    .jobs(Set.of(id))
                    .map(found -> Optional.ofNullable(found.get(id)))
                    .chain(is -> jobNow(id, is.orElse(null), reach)));
  }

  private Uni<JobNow> jobNow(String id, @Nullable Job is, Reach reach) {
    if (is != null && (is.expiring() || is.lane() != null)) {
      return Uni.createFrom().item(new JobNow(is, null, List.of()));
    }
    return folding
        .job(Subject.given(id), is, reach.with(is))
        .map(folded -> compared(is, folded))
        .chain(
            now ->
                now.findings().isEmpty()
                    ? Uni.createFrom().item(now)
                    : removed(id).map(removed -> removed ? new JobNow(is, null, List.of()) : now));
  }

  private static JobNow compared(@Nullable Job is, Job folded) {
    boolean none = folded.memory().last() == null;
    if (none) {
      return new JobNow(
          is, null, is == null ? List.of() : List.of(new Finding.Extra(JOB, is.id())));
    }
    if (is == null) {
      return new JobNow(null, folded, List.of(new Finding.Missing(JOB, folded.id())));
    }
    Job ought = folded.withFormerIds(is.formerIds());
    return new JobNow(is, ought, same(is, ought) ? List.of() : List.of(differs(is, ought)));
  }

  static boolean same(Job is, Job ought) {
    return is.withVersion(0).equals(ought.withVersion(0).withFormerIds(is.formerIds()));
  }

  private static Finding differs(Job is, Job ought) {
    return Finding.Differs.of(JOB, is.id(), is.withVersion(0), ought.withVersion(0));
  }

  private Uni<Boolean> removed(String key) {
    return tombstones.among(Set.of(key)).map(found -> !found.isEmpty());
  }

  private Uni<List<Finding>> laneNow(String key) {
    return laneOutcome(key)
        .map(LaneNow::findings)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(found)
                    : beingRemoved(key).map(going -> going ? List.<Finding>of() : found));
  }

  /** Retention is at it: marked records without their log are no fault. */
  private Uni<Boolean> beingRemoved(String key) {
    return store.jobsOfLane(key).map(jobs -> jobs.stream().anyMatch(Job::expiring));
  }

  private record LaneNow(String key, @Nullable Lane lane, Map<String, Job> known, Outcome ought) {

    List<Finding> findings() {
      List<Finding> found = new ArrayList<>();
      for (Job job : ought.changed()) {
        Job is = known.get(job.id());
        if (is == null) {
          found.add(new Finding.Missing(JOB, job.id()));
        } else if (!same(is, job)) {
          found.add(differs(is, job));
        }
      }
      ought.stale().forEach(job -> found.add(new Finding.Extra(JOB, job.id())));
      boolean nothing = ought.jobs().isEmpty();
      Lane there = lane;
      if (there == null && !nothing) {
        found.add(new Finding.Missing(LANE, key));
      } else if (there != null && nothing) {
        found.add(new Finding.Extra(LANE, key));
      } else if (there != null) {
        ought
            .lane()
            .filter(after -> !after.withVersion(there.version()).equals(there))
            .ifPresent(
                after ->
                    found.add(
                        Finding.Differs.of(LANE, key, there.withVersion(0), after.withVersion(0))));
      }
      return found;
    }
  }

  /** The lane's record is read first, so that a difference that is none any more shows as none. */
  private Uni<LaneNow> laneOutcome(String key) {
    return reach()
        .chain(
            reach ->
                Uni.combine()
                    .all()
                    .unis(store.lanes(Set.of(key)), store.jobsOfLane(key))
                    .asTuple()
                    .chain(
                        read ->
                            lanes
                                .outcome(key, reach.logs())
                                .map(
                                    ought ->
                                        new LaneNow(
                                            key,
                                            read.getItem1().get(key),
                                            byId(read.getItem2()),
                                            ought))));
  }

  private static Map<String, Job> byId(List<Job> jobs) {
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    return byId;
  }
}
