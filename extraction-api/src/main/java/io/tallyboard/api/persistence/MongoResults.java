package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.conversions.Bson;

/** What jobs handed in. */
@ApplicationScoped
class MongoResults implements Results {
  private final Store store;

  MongoResults(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> add(Result result) {
    return results().insertOne(result).replaceWithVoid();
  }

  @Override
  public Uni<List<Result>> ofJob(String jobId, int limit) {
    return find(eq("jobId", jobId), limit);
  }

  @Override
  public Uni<List<Result>> ofResource(ResourceRef resource, int limit) {
    return find(and(eq("resource.id", resource.id()), eq("resource.type", resource.type())), limit);
  }

  @Override
  public Uni<List<Result>> latestOf(ResourceRef resource, int limit) {
    return find(
        and(eq("resource.id", resource.id()), in("resource.type", JobFilter.types(resource))),
        JobBson.NEWEST_FIRST,
        limit);
  }

  private Uni<List<Result>> find(Bson filter, int limit) {
    return find(filter, Sorts.ascending(JobBson.CREATED_AT, JobBson.ID), limit);
  }

  private Uni<List<Result>> find(Bson filter, Bson sort, int limit) {
    return results()
        .find(new FindOptions().filter(filter).sort(sort).limit(limit))
        .collect()
        .asList();
  }

  private ReactiveMongoCollection<Result> results() {
    return store.collection(Collections.RESULTS, Result.class);
  }
}
