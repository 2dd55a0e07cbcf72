package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Unfinished jobs that may be in a loop: few, if any. Those that were told to be are left out. */
public interface LoopEvidence {

  /** Those that were begun at least so often. */
  Uni<List<Job>> oftenBegun(int times, int limit);

  /**
   * How often what every run asks first was asked for, of jobs where it was at least so often, and
   * lately.
   */
  Uni<Map<String, Long>> oftenFetched(int times, Instant since, int limit);

  /** Those of the ids. */
  Uni<List<Job>> unfinished(Collection<String> ids);
}
