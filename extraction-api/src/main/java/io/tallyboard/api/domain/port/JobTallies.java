package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.RecentRuns.Run;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.contract.JobState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Counts of jobs by extractor. None counts further than it needs to. */
public interface JobTallies {

  /** How many of the extractors' jobs are in each of the states, each up to the most. */
  Uni<Map<String, Map<JobState, Long>>> active(
      Collection<String> extractors, Visibility visibility);

  /** How many ended as failed since then. */
  Uni<Map<String, Long>> failed(Instant since, Visibility visibility);

  /** How many submissions have no record yet. */
  Uni<Map<String, Long>> unrecorded(Visibility visibility);

  /** The newest runs of one extractor since then. */
  Uni<List<Run>> recent(String extractor, Instant since, Visibility visibility, int limit);
}
