package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.LaneRecut;
import io.tallyboard.tracker.domain.LaneRecut.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a lane from all that the log has of it, and folds its jobs whole. Jobs first, then what became
 * of none of them is removed, then the lane; each on the condition that nobody else was there.
 */
@ApplicationScoped
public class WholeLanes {
  private final UpdateLog log;
  private final JobStore store;
  private final Hints hints;

  WholeLanes(UpdateLog log, JobStore store, Hints hints) {
    this.log = log;
    this.store = store;
    this.hints = hints;
  }

  /**
   * Folds a lane whole.
   *
   * @param more up to where queues count, beyond what the lane and its jobs have had already
   */
  public Uni<Void> fold(String lane, Map<String, Long> more) {
    return fold(lane, more, 0);
  }

  private Uni<Void> fold(String lane, Map<String, Long> more, int conflicts) {
    return outcome(lane, more)
        .chain(this::write)
        .chain(
            done ->
                done
                    ? Uni.createFrom().voidItem()
                    : Conflicts.again(conflicts).chain(() -> fold(lane, more, conflicts + 1)));
  }

  /** What the lane and its jobs ought to be; nothing is written. */
  public Uni<Outcome> outcome(String lane, Map<String, Long> more) {
    return Uni.combine()
        .all()
        .unis(store.lanes(Set.of(lane)), store.jobsOfLane(lane))
        .asTuple()
        .chain(
            read -> {
              @Nullable Lane before = read.getItem1().get(lane);
              List<Job> jobs = read.getItem2();
              Map<String, Long> reach = reach(before, jobs, more);
              return log.ofLane(lane)
                  .filter(e -> WholeFolding.within(e, reach))
                  .collect()
                  .asList()
                  .map(all -> LaneRecut.of(lane, before, jobs, all));
            });
  }

  private static Map<String, Long> reach(
      @Nullable Lane lane, List<Job> jobs, Map<String, Long> more) {
    Map<String, Long> reach = new HashMap<>(more);
    if (lane != null) {
      lane.folded().forEach(f -> reach.merge(f.queue(), f.seq(), Math::max));
    }
    jobs.forEach(job -> JobFold.through(job).forEach((q, seq) -> reach.merge(q, seq, Math::max)));
    return reach;
  }

  /** Whether all of it could be written. */
  private Uni<Boolean> write(Outcome outcome) {
    Uni<Set<String>> jobs =
        outcome.changed().isEmpty()
            ? Uni.createFrom().item(Set.of())
            : store.write(outcome.changed());
    return jobs.invoke(lost -> hints.changed(written(outcome, lost)))
        .chain(
            lost ->
                lost.isEmpty()
                    ? removed(outcome.stale())
                        .chain(all -> all ? lane(outcome) : Uni.createFrom().item(false))
                    : Uni.createFrom().item(false));
  }

  private static List<Job> written(Outcome outcome, Set<String> lost) {
    return outcome.changed().stream().filter(j -> !lost.contains(j.id())).toList();
  }

  private Uni<Boolean> removed(List<Job> stale) {
    return Multi.createFrom()
        .iterable(stale)
        .onItem()
        .transformToUniAndConcatenate(job -> store.remove(job.id(), job.version()))
        .collect()
        .asList()
        .map(all -> !all.contains(false));
  }

  private Uni<Boolean> lane(Outcome outcome) {
    return outcome
        .lane()
        .map(lane -> store.writeLanes(List.of(lane)).map(Set::isEmpty))
        .orElseGet(() -> Uni.createFrom().item(true));
  }
}
