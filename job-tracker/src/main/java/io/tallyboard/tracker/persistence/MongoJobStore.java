package io.tallyboard.tracker.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueueDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Job records and lanes in MongoDB. */
@ApplicationScoped
class MongoJobStore implements JobStore, QueueDirectory {
  private static final BulkWriteOptions EACH = new BulkWriteOptions().ordered(false);
  private static final ReplaceOptions OR_INSERT = new ReplaceOptions().upsert(true);

  private final ReactiveMongoCollection<Job> jobs;
  private final ReactiveMongoCollection<Lane> lanes;
  private final ReactiveMongoCollection<QueuePosition> positions;
  private final ReactiveMongoCollection<UpdateQueue> queues;

  MongoJobStore(TrackerDatabase database) {
    this.jobs = database.jobs();
    this.lanes = database.lanes();
    this.positions = database.queuePositions();
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
  public Uni<Set<String>> write(Collection<Job> changed) {
    return replace(jobs, List.copyOf(changed), Job::id, Job::version);
  }

  @Override
  public Uni<Set<String>> writeLanes(List<Lane> changed) {
    return replace(lanes, changed, Lane::id, Lane::version);
  }

  /**
   * Replaces each record of the version before its own, or inserts it. Where another version stands,
   * nothing matches, the insert meets the id that is there, and that tells whose turn it was.
   */
  private static <T> Uni<Set<String>> replace(
      ReactiveMongoCollection<T> into,
      List<T> changed,
      Function<T, String> id,
      Function<T, Long> version) {
    List<ReplaceOneModel<T>> writes = new ArrayList<>(changed.size());
    for (T record : changed) {
      writes.add(
          new ReplaceOneModel<>(
              Filters.and(
                  Filters.eq("_id", id.apply(record)),
                  Filters.eq("version", version.apply(record) - 1)),
              record,
              OR_INSERT));
    }
    return into.bulkWrite(writes, EACH)
        .map(done -> Set.<String>of())
        .onFailure(MongoBulkWriteException.class)
        .recoverWithItem(
            e ->
                Queries.duplicates(e).stream()
                    .map(at -> id.apply(changed.get(at)))
                    .collect(Collectors.toSet()));
  }

  @Override
  public Uni<Long> foldedThrough(String queue) {
    return positions
        .find(Filters.eq("_id", queue))
        .collect()
        .first()
        .map(position -> position == null ? -1L : position.foldedThrough());
  }

  @Override
  public Uni<Void> foldedThrough(String queue, long seq) {
    return positions
        .updateOne(
            Filters.eq("_id", queue),
            Updates.max("foldedThrough", seq),
            new UpdateOptions().upsert(true))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<UpdateQueue>> updateQueues() {
    return queues.find().collect().asList();
  }
}
