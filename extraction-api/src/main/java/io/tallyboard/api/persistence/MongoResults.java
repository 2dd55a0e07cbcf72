package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ByteRange;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import org.bson.BsonString;
import org.bson.conversions.Bson;

/** What jobs handed in. */
@ApplicationScoped
class MongoResults implements Results {

  /** Its collections are {@code results.files} and {@code results.chunks}. */
  private static final String BUCKET = Collections.RESULTS;

  private final Store store;
  private final GridBytes grid;

  MongoResults(Store store, GridBytes grid) {
    this.store = store;
    this.grid = grid;
  }

  @Override
  public Uni<Void> add(Result result) {
    return results().insertOne(result).replaceWithVoid();
  }

  @Override
  public Uni<Result> add(Result result, String name, String mimeType, Publisher<ByteBuffer> bytes) {
    BsonString key = new BsonString(result.id());
    return grid.write(BUCKET, key, name, bytes)
        .map(
            tally ->
                result.withBytes(new Result.Bytes(name, mimeType, tally.size(), tally.sha256())))
        .call(
            whole ->
                results()
                    .replaceOne(
                        eq(JobBson.ID, result.id()), whole, new ReplaceOptions().upsert(true)))
        .onFailure()
        .call(() -> grid.discard(BUCKET, key));
  }

  @Override
  public Uni<Optional<Result>> byId(String id) {
    return stored(id).map(found -> found.filter(result -> !result.awaited()));
  }

  @Override
  public Uni<Optional<Result>> awaited(String id) {
    return stored(id).map(found -> found.filter(Result::awaited));
  }

  private Uni<Optional<Result>> stored(String id) {
    return results().find(eq(JobBson.ID, id)).collect().first().map(Optional::ofNullable);
  }

  @Override
  public Uni<Void> attach(String id, ResourceRef resource) {
    return results()
        .updateOne(
            eq(JobBson.ID, id),
            combine(set("resource.type", resource.type()), set("resource.id", resource.id())))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> describe(String id, String content) {
    return results().updateOne(eq(JobBson.ID, id), set("content", content)).replaceWithVoid();
  }

  @Override
  public Publisher<ByteBuffer> bytes(Result result, ByteRange range) {
    BsonString key = new BsonString(result.id());
    return range.all() ? grid.read(BUCKET, key) : grid.read(BUCKET, key, range.from(), range.to());
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
        .filter(result -> !result.awaited())
        .collect()
        .asList();
  }

  private ReactiveMongoCollection<Result> results() {
    return store.collection(Collections.RESULTS, Result.class);
  }
}
