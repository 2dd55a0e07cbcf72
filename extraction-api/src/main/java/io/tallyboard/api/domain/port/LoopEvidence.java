package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.KeyUse;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Unfinished jobs that may be in a loop: few, if any. Those that were told to be are left out, unless asked for. */
public interface LoopEvidence {

  /** Those that were begun at least so often. */
  Uni<List<Job>> oftenBegun(int times, int limit);

  /** Which keys were shown so often for what every run asks first, and lately; with how they were used. */
  Uni<Map<String, KeyUse>> oftenFetched(int times, Instant since, int limit);

  /** Those of the ids. */
  Uni<List<Job>> unfinished(Collection<String> ids);

  /** Those under way that were told of already. */
  Uni<List<Job>> told(int limit);

  /** Processes of the extractors that were heard since then. */
  Uni<List<ExtractorInstance>> processes(Collection<String> extractors, Instant since, int limit);
}
