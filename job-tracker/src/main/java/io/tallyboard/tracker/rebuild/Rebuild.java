package io.tallyboard.tracker.rebuild;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.ingest.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log again, beside the service that goes on folding: mends every record that is not what it
 * ought to be, or only tells. One job at a time is in memory.
 */
@ApplicationScoped
public class Rebuild {
  /** Whose records are in memory at once. */
  private static final int KEYS = 200;

  private final LogScan log;
  private final RecordScan records;
  private final JobStore store;
  private final Checks checks;

  Rebuild(LogScan log, RecordScan records, JobStore store, Checks checks) {
    this.log = log;
    this.records = records;
    this.store = store;
    this.checks = checks;
  }

  /** Which records. */
  public sealed interface Scope {
    /** One job by its id, an inferred one with its whole lane; or a lane by its key. */
    record One(String id) implements Scope {}

    /** Those that heard anything since. */
    record Since(Instant moment) implements Scope {}

    /** Every one, those without any update too. */
    record All() implements Scope {}
  }

  /** Is told what happens, by one thread at a time. */
  public interface Listener {
    void found(Finding finding);

    /**
     * How far it is.
     *
     * @param updates that were folded
     */
    void folded(long updates);
  }

  /** What was looked at, and in how many ways it was not as it should be. */
  public record Summary(long jobs, long lanes, long updates, long findings) {
    Summary plus(long moreJobs, long moreLanes, long moreUpdates, long moreFindings) {
      return new Summary(
          jobs + moreJobs, lanes + moreLanes, updates + moreUpdates, findings + moreFindings);
    }
  }

  /** About how many updates there are to fold, where all are. */
  public Uni<Long> size() {
    return log.size();
  }

  /**
   * Goes through the records.
   *
   * @param verify whether to tell only, and write nothing
   */
  public Uni<Summary> run(Scope scope, boolean verify, Listener listener) {
    Pass pass = new Pass(verify, listener);
    if (scope instanceof Scope.One one) {
      return pass.one(one.id());
    }
    Instant since = scope instanceof Scope.Since s ? s.moment() : null;
    Uni<Void> logs = pass.logs(since);
    return (scope instanceof Scope.All ? logs.chain(pass::jobsWithoutLog) : logs)
        .map(done -> pass.summary);
  }

  /** One way through. */
  private final class Pass {
    private final boolean verify;
    private final Listener listener;
    private final Set<String> toldOf = new HashSet<>();
    private volatile Summary summary = new Summary(0, 0, 0, 0);

    Pass(boolean verify, Listener listener) {
      this.verify = verify;
      this.listener = listener;
    }

    Uni<Summary> one(String id) {
      return store
          .jobs(Set.of(id))
          .map(found -> Optional.ofNullable(found.get(id)))
          .chain(
              job -> {
                String lane = job.map(Job::lane).orElse(null);
                return lane == null
                    ? batch(List.of(id)).chain(() -> laneOf(id))
                    : batch(List.of(lane)).chain(() -> laneOf(lane));
              })
          .map(done -> summary);
    }

    Uni<Void> logs(@Nullable Instant since) {
      return pages(after -> log.keysAfter(after, since), key -> key)
          .onItem()
          .transformToMultiAndConcatenate(
              keys -> Multi.createFrom().iterable(keys).group().intoLists().of(KEYS))
          .onItem()
          .transformToUniAndConcatenate(this::batch)
          .collect()
          .last()
          .replaceWithVoid();
    }

    /** Pages until one is empty, each read after the last of the one before. */
    private <T> Multi<List<T>> pages(
        Function<String, Uni<List<T>>> read, Function<T, String> name) {
      AtomicReference<String> after = new AtomicReference<>("");
      return Multi.createBy()
          .repeating()
          .uni(
              () ->
                  read.apply(after.get())
                      .invoke(
                          page -> {
                            if (!page.isEmpty()) {
                              after.set(name.apply(page.get(page.size() - 1)));
                            }
                          }))
          .whilst(page -> !page.isEmpty());
    }

    private Uni<Void> batch(List<String> keys) {
      Set<String> ids = new LinkedHashSet<>(keys);
      return checks
          .reach()
          .chain(reach -> store.jobs(ids).map(known -> new KeyFolds(known, reach)))
          .chain(
              folds ->
                  log.of(ids)
                      .invoke(folds::add)
                      .collect()
                      .last()
                      .invoke(folds::finish)
                      .chain(() -> closely(folds, keys.size())));
    }

    /** A lane of which the log has nothing may still have records. */
    private Uni<Void> laneOf(String key) {
      return log.known(Set.of(key))
          .chain(
              known -> known.isEmpty() ? look(Set.of(), Set.of(key)) : Uni.createFrom().voidItem());
    }

    private Uni<Void> closely(KeyFolds folds, int keys) {
      return look(folds.suspects(), folds.lanes())
          .invoke(
              () -> {
                int lanes = folds.lanes().size();
                summary = summary.plus((long) keys - lanes, lanes, folds.updates(), 0);
                listener.folded(folds.updates());
              });
    }

    private Uni<Void> look(Collection<String> jobs, Collection<String> lanes) {
      if (!verify) {
        return each(jobs, checks::mendJob).chain(() -> each(lanes, checks::mendLane));
      }
      List<Supplier<Uni<List<Finding>>>> looks = new ArrayList<>();
      jobs.forEach(id -> looks.add(() -> checks.job(id)));
      lanes.forEach(key -> looks.add(() -> checks.lane(key)));
      return Rounds.until(looks, this::tell);
    }

    private Uni<Void> each(Collection<String> keys, Function<String, Uni<List<Finding>>> mend) {
      return Multi.createFrom()
          .iterable(keys)
          .onItem()
          .transformToUniAndConcatenate(mend::apply)
          .invoke(this::tell)
          .collect()
          .last()
          .replaceWithVoid();
    }

    private void tell(List<Finding> findings) {
      findings.forEach(listener::found);
      summary = summary.plus(0, 0, 0, findings.size());
    }

    /** Records that no update speaks of. */
    Uni<Void> jobsWithoutLog() {
      return pages(after -> records.jobsAfter(after, KEYS), RecordScan.Named::id)
          .onItem()
          .transformToUniAndConcatenate(
              page -> {
                Set<String> lanes = new HashSet<>();
                Set<String> jobs = new HashSet<>();
                page.forEach(r -> (r.lane() == null ? jobs : lanes).add(r.key()));
                return withoutLog(jobs, lanes);
              })
          .collect()
          .last()
          .chain(this::lanesWithoutLog);
    }

    private Uni<Void> lanesWithoutLog() {
      return pages(after -> records.lanesAfter(after, KEYS), key -> key)
          .onItem()
          .transformToUniAndConcatenate(page -> withoutLog(Set.of(), Set.copyOf(page)))
          .collect()
          .last()
          .replaceWithVoid();
    }

    private Uni<Void> withoutLog(Set<String> jobs, Set<String> lanes) {
      Set<String> all = new HashSet<>(jobs);
      all.addAll(lanes);
      return log.known(all)
          .chain(
              known -> {
                List<String> lostJobs = missing(jobs, known);
                List<String> lostLanes = missing(lanes, known);
                lostLanes.removeIf(lane -> !toldOf.add(lane));
                return look(lostJobs, lostLanes);
              });
    }

    private static List<String> missing(Set<String> keys, Set<String> known) {
      List<String> missing = new ArrayList<>(keys);
      missing.removeAll(known);
      return missing;
    }
  }
}
