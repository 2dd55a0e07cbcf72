package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * The jobs of one resource, dataset or user by their durations, which no index sorts: where they are
 * few, their durations are read and sorted here, and then the page's jobs.
 */
@ApplicationScoped
class JobGathering {
  private final JobWalk walk;
  private final Store store;
  private final int few;

  JobGathering(JobWalk walk, Store store, SearchBounds bounds) {
    this.walk = walk;
    this.store = store;
    this.few = bounds.few();
  }

  /** Nothing where they are not few. */
  Uni<Optional<Stretch<Job>>> page(JobQuery query, JobSpine spine) {
    JobRange created = JobRange.of(JobSort.NEWEST, query.filter());
    return walk.furthest(List.of(spine), created, Optional.empty(), few)
        .chain(
            reach ->
                reach.end().isPresent()
                    ? Uni.createFrom().item(Optional.empty())
                    : gathered(query, spine, created).map(Optional::of));
  }

  private Uni<Stretch<Job>> gathered(JobQuery query, JobSpine spine, JobRange created) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(gte(JobRange.field(query.sort()), 0L));
    for (Map.Entry<JobPart, Bson> c : JobConditions.of(query).entrySet()) {
      if (!spine.covered().contains(c.getKey()) && c.getKey() != JobPart.CREATED) {
        conditions.add(c.getValue());
      }
    }
    return walk.places(spine, created, conditions, query.sort(), few)
        .chain(
            places ->
                jobs(
                    places.stream()
                        .filter(p -> query.after().map(a -> a.compareTo(p) < 0).orElse(true))
                        .sorted()
                        .limit(query.oneMore())
                        .map(JobPoint::id)
                        .toList(),
                    query.sort()))
        .map(Stretch::whole);
  }

  private Uni<List<Job>> jobs(List<String> ids, JobSort sort) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .collection(Collections.JOBS, Job.class)
            .find(in(JobBson.ID, ids))
            .filter(job -> sort.point(job).isPresent())
            .collect()
            .asList()
            .map(
                jobs ->
                    jobs.stream()
                        .sorted(Comparator.comparing(job -> sort.point(job).orElseThrow()))
                        .toList());
  }
}
