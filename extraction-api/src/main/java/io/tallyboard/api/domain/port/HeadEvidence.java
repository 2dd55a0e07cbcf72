package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Newcomer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What may happen at an extractor's queue without a word about the job that waits there first. */
public interface HeadEvidence {

  /** Processes that came since then to one of the queues, the last first. */
  Uni<List<Newcomer>> newcomers(Collection<String> queues, Instant since, int limit);

  /**
   * Whether any job of the queue was begun since then, or used its key; or any other job of the
   * extractors, whoever sent it.
   */
  Uni<Boolean> worked(String queue, Collection<String> extractors, Instant since);
}
