package io.tallyboard.tracker.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueueDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Job records and lanes in MongoDB. */
@ApplicationScoped
class MongoJobStore implements JobStore, QueueDirectory {
  private static final BulkWriteOptions EACH = new BulkWriteOptions().ordered(false);
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final ReactiveMongoCollection<Job> jobs;
  private final ReactiveMongoCollection<Lane> lanes;
  private final ReactiveMongoCollection<UpdateQueue> queues;

  MongoJobStore(TrackerDatabase database) {
    this.jobs = database.jobs();
    this.lanes = database.lanes();
    this.queues = database.updateQueues();
  }

  @Override
  public Uni<Map<String, Job>> jobs(Set<String> ids) {
    return jobs.find(Filters.in("_id", ids)).collect().asMap(Job::id);
  }

  @Override
  public Uni<Map<String, Lane>> lanes(Set<String> ids) {
    return lanes.find(Filters.in("_id", ids)).collect().asMap(Lane::id);
  }

  @Override
  public Uni<List<Job>> jobsOfLane(String lane) {
    return jobs.find(Filters.eq("lane", lane)).collect().asList();
  }

  @Override
  public Uni<Set<String>> write(Collection<Job> changed) {
    return write(jobs, changed, Job::id, Job::version);
  }

  @Override
  public Uni<Boolean> remove(String id, long version) {
    return jobs.deleteOne(Filters.and(Filters.eq("_id", id), Filters.eq("version", version)))
        .map(done -> done.getDeletedCount() == 1);
  }

  @Override
  public Uni<Set<String>> writeLanes(List<Lane> changed) {
    return write(lanes, changed, Lane::id, Lane::version);
  }

  /**
   * Inserts the first versions, and replaces each other record of the version before its own. Nothing
   * is inserted in the place of a record that is gone: whoever removed it meant it.
   */
  private static <T> Uni<Set<String>> write(
      ReactiveMongoCollection<T> into,
      Collection<T> changed,
      Function<T, String> id,
      ToLongFunction<T> version) {
    List<T> first = new ArrayList<>();
    List<T> later = new ArrayList<>();
    changed.forEach(record -> (version.applyAsLong(record) == 1 ? first : later).add(record));
    if (later.isEmpty()) {
      return insert(into, first, id);
    }
    Uni<Set<String>> replaced = replace(into, later, id, version);
    return first.isEmpty()
        ? replaced
        : Uni.combine()
            .all()
            .unis(insert(into, first, id), replaced)
            .with(
                (a, b) -> {
                  Set<String> lost = new HashSet<>(a);
                  lost.addAll(b);
                  return lost;
                });
  }

  private static <T> Uni<Set<String>> insert(
      ReactiveMongoCollection<T> into, List<T> records, Function<T, String> id) {
    if (records.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return into.insertMany(records, UNORDERED)
        .map(done -> Set.<String>of())
        .onFailure(Queries::onlyDuplicates)
        .recoverWithItem(
            e ->
                Queries.duplicates((MongoBulkWriteException) e).stream()
                    .map(at -> id.apply(records.get(at)))
                    .collect(Collectors.toSet()));
  }

  private static <T> Uni<Set<String>> replace(
      ReactiveMongoCollection<T> into,
      List<T> records,
      Function<T, String> id,
      ToLongFunction<T> version) {
    List<ReplaceOneModel<T>> writes = new ArrayList<>(records.size());
    for (T record : records) {
      writes.add(
          new ReplaceOneModel<>(
              Filters.and(
                  Filters.eq("_id", id.apply(record)),
                  Filters.eq("version", version.applyAsLong(record) - 1)),
              record));
    }
    return into.bulkWrite(writes, EACH)
        .chain(
            done ->
                done.getMatchedCount() == records.size()
                    ? Uni.createFrom().item(Set.of())
                    : lost(into, records, id));
  }

  /**
   * The store tells only how many matched. Whatever is not of our version now is taken for lost: one
   * that is ours and went on since is read and folded again, which changes nothing.
   */
  private static <T> Uni<Set<String>> lost(
      ReactiveMongoCollection<T> into, List<T> records, Function<T, String> id) {
    return into.find(Filters.in("_id", records.stream().map(id).toList()))
        .collect()
        .asMap(id)
        .map(
            stored ->
                records.stream()
                    .filter(r -> !r.equals(stored.get(id.apply(r))))
                    .map(id)
                    .collect(Collectors.toSet()));
  }

  @Override
  public Uni<List<UpdateQueue>> updateQueues() {
    return queues.find().collect().asList();
  }
}
