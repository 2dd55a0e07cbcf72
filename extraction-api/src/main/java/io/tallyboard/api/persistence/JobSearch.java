package io.tallyboard.api.persistence;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.persistence.JobWalk.Reach;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * Finds a page of jobs. Where the index alone answers, it is read; where it does not, jobs are looked
 * through, at first few, then many, and then the caller is told how far that went: any query costs a
 * bounded amount, however many jobs there are.
 */
@ApplicationScoped
class JobSearch {
  private final JobWalk walk;
  private final List<Integer> windows;

  JobSearch(JobWalk walk, SearchBounds bounds) {
    this.walk = walk;
    this.windows = bounds.windows();
  }

  Uni<Stretch<Job>> page(JobQuery query) {
    Map<JobPart, Bson> conditions = JobConditions.of(query);
    List<JobSpine> spines = JobSpine.of(query);
    return exact(query, spines, conditions)
        .map(
            spine ->
                walk.jobs(
                        new Reach(spine, Optional.empty()),
                        JobRange.of(query.sort(), query.filter()),
                        query.after(),
                        List.of(),
                        query.oneMore())
                    .map(Stretch::whole))
        .orElseGet(() -> look(query, spines, conditions, query.after(), query.oneMore(), 0));
  }

  static Optional<JobSpine> exact(
      JobQuery query, List<JobSpine> spines, Map<JobPart, Bson> conditions) {
    return spines.stream().filter(spine -> spine.residual(query, conditions).isEmpty()).findFirst();
  }

  private Uni<Stretch<Job>> look(
      JobQuery query,
      List<JobSpine> spines,
      Map<JobPart, Bson> conditions,
      Optional<JobPoint> from,
      int wanted,
      int go) {
    JobRange range = JobRange.of(query.sort(), query.filter());
    int window = windows.get(go);
    return walk.furthest(spines, range, from, window)
        .chain(
            reach ->
                walk.jobs(reach, range, from, reach.spine().residual(query, conditions), wanted)
                    .map(jobs -> new Stretch<>(jobs, reach.end(), window)))
        .chain(
            found -> {
              int missing = wanted - found.items().size();
              boolean over = found.end().isEmpty() || missing <= 0 || go + 1 == windows.size();
              return over
                  ? Uni.createFrom().item(found)
                  : look(query, spines, conditions, found.end(), missing, go + 1)
                      .map(rest -> rest.behind(found));
            });
  }
}
