package io.tallyboard.tracker.retention;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.domain.RetentionRule;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.Tombstones;
import io.tallyboard.tracker.ingest.WholeLanes;
import io.tallyboard.tracker.rebuild.LogScan;
import io.tallyboard.tracker.rebuild.RecordScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes a job in steps, each of which may be the last before a crash: the record is marked, so that
 * nothing is folded into it any more; a tombstone is put, so that nothing is stored of it any more; its
 * updates go; the record goes last. Whoever finds a marked record goes on where the steps ended.
 */
@ApplicationScoped
class Remover {
  private final JobStore store;
  private final Removals removals;
  private final Tombstones tombstones;
  private final WholeLanes lanes;
  private final LogScan log;
  private final RecordScan records;

  Remover(
      JobStore store,
      Removals removals,
      Tombstones tombstones,
      WholeLanes lanes,
      LogScan log,
      RecordScan records) {
    this.store = store;
    this.removals = removals;
    this.tombstones = tombstones;
    this.lanes = lanes;
    this.log = log;
    this.records = records;
  }

  /** Removes a job that its updates name; none where somebody else was there. */
  Uni<List<Job>> job(Job job, Instant now) {
    Job marked = job.expiring() ? job : job.expire();
    Uni<Set<String>> lost =
        job.expiring() ? Uni.createFrom().item(Set.of()) : store.write(List.of(marked));
    return lost.chain(
        taken ->
            taken.isEmpty()
                ? tombstones
                    .put(new RemovedJob(job.id(), false, now, false))
                    .chain(() -> removals.removeLogOfJob(job.id()))
                    .chain(() -> store.remove(marked.id(), marked.version()))
                    .map(gone -> gone ? List.of(marked) : List.of())
                : none());
  }

  /** Removes the jobs of a lane, if all of them are due; those that it removed. */
  Uni<List<Job>> lane(String key, RetentionRule rule, Instant now) {
    return store
        .jobsOfLane(key)
        .chain(
            jobs -> {
              if (jobs.stream().allMatch(job -> rule.due(job, now))) {
                return mark(key, jobs)
                    .chain(
                        marked ->
                            marked
                                ? tombstones
                                    .put(new RemovedJob(key, true, now, false))
                                    .chain(() -> finishLane(key))
                                : none());
              }
              return jobs.stream().anyMatch(Job::expiring) ? unmark(key) : none();
            });
  }

  /** Goes on where a removal ended. */
  Uni<List<Job>> goOn(Job marked, RetentionRule rule, Instant now) {
    String lane = marked.lane();
    if (lane == null) {
      return job(marked, now);
    }
    return tombstones
        .among(Set.of(lane))
        .chain(found -> dug(found, lane) ? finishLane(lane) : lane(lane, rule, now));
  }

  private static boolean dug(Map<String, RemovedJob> found, String lane) {
    RemovedJob grave = found.get(lane);
    return grave != null && grave.lane() && !grave.settled();
  }

  /** Somebody else was there: whoever comes next finds what is marked, and decides anew. */
  private static Uni<List<Job>> none() {
    return Uni.createFrom().item(List.of());
  }

  /** Whether all could be marked. */
  private Uni<Boolean> mark(String key, List<Job> jobs) {
    List<Job> fresh = jobs.stream().filter(job -> !job.expiring()).map(Job::expire).toList();
    Uni<Set<String>> lost = fresh.isEmpty() ? Uni.createFrom().item(Set.of()) : store.write(fresh);
    // A run may have begun while they were marked.
    return lost.chain(
        taken ->
            taken.isEmpty()
                ? store.jobsOfLane(key).map(again -> again.stream().allMatch(Job::expiring))
                : Uni.createFrom().item(false));
  }

  /** The lane lives: its records become what its log says, which takes the marks off. */
  private Uni<List<Job>> unmark(String key) {
    return lanes.fold(key, Map.of()).replaceWith(List.of());
  }

  /** Everything of the marked jobs goes; what came since stays. */
  private Uni<List<Job>> finishLane(String key) {
    return store
        .jobsOfLane(key)
        .map(jobs -> jobs.stream().filter(Job::expiring).toList())
        .chain(
            marked ->
                removals
                    .removeLogOfLane(key, lastSeen(marked))
                    .chain(() -> removeRecords(marked))
                    .chain(removed -> tidyLane(key).replaceWith(removed)));
  }

  private static Instant lastSeen(List<Job> jobs) {
    return jobs.stream().map(Job::lastSeenAt).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  private Uni<List<Job>> removeRecords(List<Job> marked) {
    return Multi.createFrom()
        .iterable(marked)
        .onItem()
        .transformToUniAndConcatenate(
            job ->
                store
                    .remove(job.id(), job.version())
                    .map(gone -> gone ? List.of(job) : List.<Job>of()))
        .onItem()
        .<Job>disjoint()
        .collect()
        .asList();
  }

  /** The lane's own record goes with its log; where there is a log, it becomes what that says. */
  private Uni<Void> tidyLane(String key) {
    return log.known(Set.of(key))
        .chain(
            known ->
                known.isEmpty()
                    ? store.lanes(Set.of(key)).chain(found -> removeLane(found.values()))
                    : lanes.fold(key, Map.of()));
  }

  private Uni<Void> removeLane(Iterable<Lane> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(records::removeLane)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Looks at a removed job once more, when whatever was under way has arrived: of a job nothing may be
   * left; of a lane what came since makes new jobs.
   */
  Uni<Void> settle(RemovedJob grave) {
    Uni<Void> tidied =
        grave.lane()
            ? tidyLane(grave.key())
            : removals
                .removeLogOfJob(grave.key())
                .chain(() -> store.jobs(Set.of(grave.key())))
                .chain(
                    ghosts ->
                        removeRecords(
                            ghosts.values().stream().filter(j -> j.lane() == null).toList()))
                .replaceWithVoid();
    return tidied.chain(() -> tombstones.settle(grave.key()));
  }

  /** Whether the lane would go, for a count. */
  Uni<Boolean> wouldGo(String lane, RetentionRule rule, Instant now) {
    return store.jobsOfLane(lane).map(jobs -> jobs.stream().allMatch(job -> rule.due(job, now)));
  }
}
