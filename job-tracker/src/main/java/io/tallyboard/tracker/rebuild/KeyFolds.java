package io.tallyboard.tracker.rebuild;

import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.WholeFold;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds updates that come key by key, one job at a time, and tells which records are not what they
 * ought to be at first sight. Not safe for use by several threads.
 */
final class KeyFolds {
  private final Map<String, Job> records;
  private final Reach reach;
  private final Set<String> suspects;
  private final Set<String> lanes = new LinkedHashSet<>();
  private @Nullable String key;
  private @Nullable WholeFold fold;
  private Map<String, Long> through = Map.of();
  private long updates;

  /**
   * Begins.
   *
   * @param records those there are, read before the log
   */
  KeyFolds(Map<String, Job> records, Reach reach) {
    this.records = records;
    this.reach = reach;
    // Until its updates prove otherwise.
    this.suspects = new LinkedHashSet<>();
    records.values().stream().filter(j -> j.lane() == null).forEach(j -> suspects.add(j.id()));
  }

  void add(Extraction e) {
    updates++;
    if (e.jobId() == null) {
      lanes.add(e.key());
      return;
    }
    if (!e.key().equals(key)) {
      finish();
      key = e.key();
      fold = new WholeFold(Subject.given(e.key()));
      through = reach.with(records.get(e.key()));
    }
    WholeFold current = fold;
    if (current != null && e.seq() <= through.getOrDefault(e.queue(), -1L)) {
      current.add(e);
    }
  }

  /** Nothing more comes of the key. */
  void finish() {
    String id = key;
    WholeFold done = fold;
    if (id == null || done == null) {
      return;
    }
    Job is = records.get(id);
    boolean same =
        is == null ? done.added() == 0 : done.added() > 0 && Checks.same(is, done.toJob(0));
    if (same) {
      suspects.remove(id);
    } else {
      suspects.add(id);
    }
    key = null;
    fold = null;
  }

  /** Jobs that have to be looked at closely. */
  Set<String> suspects() {
    return suspects;
  }

  /** Lanes that the updates were of. */
  Set<String> lanes() {
    return lanes;
  }

  long updates() {
    return updates;
  }
}
