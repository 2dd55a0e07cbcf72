package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobCounts;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobTallies;
import io.tallyboard.contract.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many jobs each extractor has. */
@ApplicationScoped
class Tallies {
  private final JobTallies jobs;

  Tallies(JobTallies jobs) {
    this.jobs = jobs;
  }

  /**
   * Of those of the extractors that have any.
   *
   * @param since from when on failed ones count
   */
  Uni<Map<String, JobCounts>> of(
      Collection<String> extractors, Visibility visibility, Instant since) {
    return Uni.combine()
        .all()
        .unis(
            jobs.active(extractors, visibility),
            jobs.failed(since, visibility),
            jobs.unrecorded(visibility))
        .asTuple()
        .map(
            found -> {
              Map<String, JobCounts> counts = new HashMap<>();
              for (String name : extractors) {
                Map<JobState, Long> active = found.getItem1().getOrDefault(name, Map.of());
                counts.put(
                    name,
                    new JobCounts(
                        sum(active, JobCounts.RUNNING),
                        sum(active, JobCounts.WAITING) + found.getItem3().getOrDefault(name, 0L),
                        found.getItem2().getOrDefault(name, 0L)));
              }
              return counts;
            });
  }

  private static long sum(Map<JobState, Long> counts, Set<JobState> states) {
    return states.stream().mapToLong(state -> counts.getOrDefault(state, 0L)).sum();
  }
}
