package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/** Reads what job-tracker writes; the indexes are its own. */
@ApplicationScoped
class MongoJobs implements JobRecords {
  private final Store store;

  MongoJobs(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Job>> page(JobQuery query) {
    FindOptions options =
        new FindOptions()
            .filter(and(JobBson.matching(query), JobBson.states(query.filter())))
            .sort(JobBson.NEWEST_FIRST)
            .limit(query.oneMore());
    return jobs().find(options).collect().asList();
  }

  @Override
  public Uni<Optional<Job>> byId(String id, Visibility visibility) {
    return jobs()
        .find(
            and(
                or(eq(JobBson.ID, id), eq("formerIds", id)),
                JobBson.visible(visibility, JobBson.USER)))
        .collect()
        .asList()
        // One that has the id now goes before one that had it.
        .map(found -> found.stream().min(Comparator.comparing(job -> !job.id().equals(id))));
  }

  @Override
  public Uni<Set<String>> recorded(Collection<String> ids) {
    return store
        .documents(Collections.JOBS)
        .find(
            new FindOptions()
                .filter(in(JobBson.ID, ids))
                .projection(Projections.include(JobBson.ID)))
        .map((Document job) -> job.getString(JobBson.ID))
        .collect()
        .with(Collectors.toUnmodifiableSet());
  }

  private ReactiveMongoCollection<Job> jobs() {
    return store.collection(Collections.JOBS, Job.class);
  }
}
