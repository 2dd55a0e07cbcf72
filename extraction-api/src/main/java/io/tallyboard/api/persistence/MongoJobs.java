package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Facet;
import io.tallyboard.api.domain.FacetCounts.Group;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobPoint;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.JobSort;
import io.tallyboard.api.domain.Stretch;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;

/** Reads what job-tracker writes; the indexes are its own. */
@ApplicationScoped
class MongoJobs implements JobRecords {
  private static final List<String> WAITING =
      List.of(JobState.SUBMITTED.name(), JobState.RESUBMITTED.name());

  private final Store store;
  private final JobSearch search;
  private final JobGathering gathering;
  private final JobTally tally;

  MongoJobs(Store store, JobSearch search, JobGathering gathering, JobTally tally) {
    this.store = store;
    this.search = search;
    this.gathering = gathering;
    this.tally = tally;
  }

  @Override
  public Uni<Stretch<Job>> page(JobQuery query) {
    if (query.users().nobody()) {
      return Uni.createFrom().item(Stretch.whole(List.of()));
    }
    if (!query.filter().ids().isEmpty()) {
      return named(query).map(jobs -> Stretch.whole(page(jobs, query)));
    }
    Optional<JobSpine> few = JobSpine.few(query);
    return few.isEmpty() || query.sort().key() == JobSort.Key.CREATED
        ? search.page(query)
        : gathering
            .page(query, few.get())
            .chain(
                found ->
                    found
                        .map(page -> Uni.createFrom().item(page))
                        .orElseGet(() -> search.page(query)));
  }

  @Override
  public Uni<Counted> counts(JobQuery query, Set<Facet> by) {
    if (query.users().nobody()) {
      return Uni.createFrom().item(new Counted(List.of(), true));
    }
    return query.filter().ids().isEmpty()
        ? tally.counts(query, by)
        : named(query)
            .map(
                jobs ->
                    new Counted(
                        jobs.stream()
                            .map(job -> Group.of(JobCard.of(job, Optional.empty()), by))
                            .toList(),
                        true));
  }

  /** Of ids that a caller names there are few. */
  private Uni<List<Job>> named(JobQuery query) {
    return jobs().find(and(JobConditions.of(query).values())).collect().asList();
  }

  private static List<Job> page(List<Job> found, JobQuery query) {
    TreeMap<JobPoint, Job> sorted = new TreeMap<>();
    found.forEach(
        job ->
            query
                .sort()
                .point(job)
                .filter(point -> query.after().map(a -> a.compareTo(point) < 0).orElse(true))
                .ifPresent(point -> sorted.put(point, job)));
    return sorted.values().stream().limit(query.oneMore()).toList();
  }

  @Override
  public Uni<Optional<Job>> byId(String id, Visibility visibility) {
    return jobs()
        .find(
            and(
                or(eq(JobBson.ID, id), eq(JobBson.FORMER_IDS, id)),
                JobBson.visible(visibility, JobBson.USER)))
        .collect()
        .asList()
        // One that has the id now goes before one that had it.
        .map(found -> found.stream().min(Comparator.comparing(job -> !job.id().equals(id))));
  }

  @Override
  public Uni<Set<String>> recorded(Collection<String> ids) {
    return visible(ids, Visibility.all());
  }

  @Override
  public Uni<Set<String>> started(Collection<String> ids) {
    return store
        .documents(Collections.JOBS)
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, ids), nin(JobBson.STATE, WAITING)))
                .projection(Projections.include(JobBson.ID)))
        .map((Document job) -> job.getString(JobBson.ID))
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  @Override
  public Uni<Set<String>> visible(Collection<String> ids, Visibility visibility) {
    return store
        .documents(Collections.JOBS)
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, ids), JobBson.visible(visibility, JobBson.USER)))
                .projection(Projections.include(JobBson.ID)))
        .map((Document job) -> job.getString(JobBson.ID))
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  private ReactiveMongoCollection<Job> jobs() {
    return store.collection(Collections.JOBS, Job.class);
  }
}
