package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.JobFold.Subject;
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
import org.jspecify.annotations.Nullable;

/**
 * Folds stored extractions into job records: read once, fold, write on the condition that nobody else
 * wrote meanwhile, or else read and fold again. Doing it twice does no harm.
 */
@ApplicationScoped
public class Folding {
  private final JobStore store;
  private final WholeFolding whole;
  private final WholeLanes wholeLanes;
  private final LaneFolding lanes;
  private final Hints hints;
  private final IngestMetrics metrics;

  Folding(
      JobStore store,
      WholeFolding whole,
      WholeLanes wholeLanes,
      LaneFolding lanes,
      Hints hints,
      IngestMetrics metrics) {
    this.store = store;
    this.whole = whole;
    this.wholeLanes = wholeLanes;
    this.lanes = lanes;
    this.hints = hints;
    this.metrics = metrics;
  }

  /**
   * Folds the extractions of one queue.
   *
   * @param extractions in the order of their queue
   * @param known the records of the jobs that they name, as they were read before
   */
  Uni<Void> fold(List<Extraction> extractions, Map<String, Job> known) {
    Map<String, Share> given = new LinkedHashMap<>();
    Map<String, List<Extraction>> byLane = new LinkedHashMap<>();
    for (Extraction e : extractions) {
      if (e.jobId() != null) {
        given.computeIfAbsent(e.key(), id -> new Share(Subject.given(id))).extractions.add(e);
      } else {
        byLane.computeIfAbsent(e.key(), id -> new ArrayList<>()).add(e);
      }
    }
    Uni<Void> jobs = given.isEmpty() ? Uni.createFrom().voidItem() : foldKnown(given, known, 0);
    return byLane.isEmpty() ? jobs : jobs.chain(() -> lanes.fold(byLane, this::foldJobs));
  }

  /** What one job gets from a batch. */
  static final class Share {
    final Subject subject;
    final List<Extraction> extractions = new ArrayList<>();

    /** Of an inferred job: whether it begins with these. */
    boolean opens;

    Share(Subject subject) {
      this.subject = subject;
    }

    boolean inferred() {
      return subject.identity() == Identity.INFERRED;
    }
  }

  /** Reads the records and folds. */
  Uni<Void> foldJobs(Collection<Share> shares) {
    Map<String, Share> byId = new LinkedHashMap<>();
    shares.forEach(share -> byId.put(share.subject.id(), share));
    return byId.isEmpty() ? Uni.createFrom().voidItem() : readAndFold(byId, 0);
  }

  private Uni<Void> readAndFold(Map<String, Share> shares, int conflicts) {
    return store.jobs(shares.keySet()).chain(known -> foldKnown(shares, known, conflicts));
  }

  private Uni<Void> foldKnown(Map<String, Share> shares, Map<String, Job> known, int conflicts) {
    List<Job> changed = new ArrayList<>();
    List<Share> doubtful = new ArrayList<>();
    for (Share share : shares.values()) {
      @Nullable Job before = known.get(share.subject.id());
      if (before != null && before.expiring()) {
        continue;
      }
      Optional<Job> after =
          before == null && share.inferred() && !share.opens
              ? Optional.empty()
              : JobFold.fold(before, share.subject, share.extractions);
      if (after.isPresent()) {
        if (before == null || after.get().version() != before.version()) {
          changed.add(after.get());
        }
      } else if (!share.extractions.isEmpty()) {
        doubtful.add(share);
      }
    }
    return refolded(doubtful, known)
        .chain(
            more -> {
              changed.addAll(more);
              return write(changed, known);
            })
        .chain(
            lost -> {
              if (lost.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              shares.keySet().retainAll(lost);
              return Conflicts.again(conflicts).chain(() -> readAndFold(shares, conflicts + 1));
            });
  }

  private Uni<List<Job>> refolded(List<Share> doubtful, Map<String, Job> known) {
    if (doubtful.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return Multi.createFrom()
        .iterable(doubtful)
        .onItem()
        .transformToUniAndConcatenate(
            share -> {
              Job before = known.get(share.subject.id());
              Map<String, Long> reach = reach(before, share.extractions);
              // An inferred job is what its lane is cut into: the whole lane is in doubt.
              String lane = share.subject.lane();
              return lane == null
                  ? whole.job(share.subject, before, reach)
                  : wholeLanes.fold(lane, reach).map(done -> (Job) null);
            })
        .collect()
        .asList();
  }

  /**
   * Up to where each queue may be read when a job is folded whole: what is known to have been stored
   * without a gap before the reading begins.
   */
  private static Map<String, Long> reach(@Nullable Job before, List<Extraction> more) {
    Map<String, Long> reach =
        before == null ? new HashMap<>() : new HashMap<>(JobFold.through(before));
    more.forEach(e -> reach.merge(e.queue(), e.seq(), Math::max));
    return reach;
  }

  private void count(@Nullable Job before, Job after) {
    int more = takenBack(after) - (before == null ? 0 : takenBack(before));
    if (before != null && more > 0) {
      metrics.takenBack(more);
    }
  }

  private static int takenBack(Job job) {
    Integer count = job.takenBack();
    return count == null ? 0 : count;
  }

  private Uni<Set<String>> write(List<Job> changed, Map<String, Job> known) {
    if (changed.isEmpty()) {
      return Uni.createFrom().item(new HashSet<>());
    }
    return store
        .write(changed)
        .invoke(
            lost -> {
              List<Job> written =
                  lost.isEmpty()
                      ? changed
                      : changed.stream().filter(j -> !lost.contains(j.id())).toList();
              written.forEach(job -> count(known.get(job.id()), job));
              hints.changed(written);
            });
  }
}
