package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.tracker.domain.JobFold.Subject;
import io.tallyboard.tracker.domain.WholeFold;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds a job from all that the log has of it, in a stream: a job may have very many updates. */
@ApplicationScoped
public class WholeFolding {
  private final UpdateLog log;

  WholeFolding(UpdateLog log) {
    this.log = log;
  }

  /**
   * Folds a job that its updates name.
   *
   * @param before its record, null where there is none: the result is of the version after it
   * @param reach up to where each queue counts; others do not count at all
   */
  public Uni<Job> job(Subject subject, @Nullable Job before, Map<String, Long> reach) {
    return log.ofJob(subject.id())
        .filter(e -> within(e, reach))
        .collect()
        .in(() -> new WholeFold(subject), WholeFold::add)
        .map(fold -> fold.toJob(before == null ? 1 : before.version() + 1));
  }

  static boolean within(Extraction e, Map<String, Long> reach) {
    Long through = reach.get(e.queue());
    return through != null && e.seq() <= through;
  }
}
