package io.tallyboard.tracker.retention;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.RetentionRule;
import io.tallyboard.tracker.retention.Removals.After;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through all jobs that are due at a moment, page by page; those that must stay are passed
 * over. Used by one thread at a time.
 */
final class Walk {
  private static final int PAGE = 100;

  private record Row(JobState state, boolean imported) {}

  private final Removals removals;
  private final RetentionRule rule;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();
  private int at;
  private @Nullable After after;

  Walk(Removals removals, RetentionRule rule, Instant now) {
    this.removals = removals;
    this.rule = rule;
    this.now = now;
    for (JobState state : JobState.values()) {
      if (rule.ages().containsKey(state)) {
        rows.add(new Row(state, false));
        if (rule.imported()) {
          rows.add(new Row(state, true));
        }
      }
    }
  }

  boolean done() {
    return at >= rows.size();
  }

  Instant now() {
    return now;
  }

  /** The next page; it may be empty before the end. */
  Uni<List<Job>> next() {
    if (done()) {
      return Uni.createFrom().item(List.of());
    }
    Row row = rows.get(at);
    return removals
        .finished(row.state(), rule.cutoff(row.state(), now), row.imported(), after, PAGE)
        .invoke(this::passed);
  }

  private void passed(List<Job> page) {
    if (page.size() < PAGE) {
      at++;
      after = null;
    } else {
      Job last = page.get(page.size() - 1);
      after = new After(Objects.requireNonNull(last.finishedAt(), "finishedAt"), last.id());
    }
  }
}
