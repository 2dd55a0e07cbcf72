package io.tallyboard.tracker.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.tracker.ingest.Tombstones;
import io.tallyboard.tracker.retention.Removals;
import io.tallyboard.tracker.retention.RetentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What retention finds, removes and remembers. */
@ApplicationScoped
class MongoRemovals implements Removals, Tombstones {
  private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

  private final ReactiveMongoCollection<Job> jobs;
  private final ReactiveMongoCollection<Extraction> extractions;
  private final ReactiveMongoCollection<RemovedJob> removed;
  private final boolean configured;
  private volatile boolean any = true;

  MongoRemovals(TrackerDatabase database, RetentionConfig config) {
    this.configured = !config.ages().isEmpty();
    this.jobs = database.jobs();
    this.extractions = database.extractions();
    this.removed = database.removedJobs();
  }

  @Override
  public Uni<Void> prepare() {
    return Uni.join()
        .all(
            jobs.createIndexes(
                List.of(
                    new IndexModel(Indexes.ascending("state", "imported", "finishedAt", "_id")),
                    new IndexModel(Indexes.ascending("expiring")))),
            removed.createIndexes(
                List.of(new IndexModel(Indexes.ascending("settled", "removedAt")))))
        .andFailFast()
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Job>> finished(
      JobState state, Instant before, boolean imported, @Nullable After after, int count) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq("state", state.name()));
    // Both values, rather than none: the index is in order of finishing within each.
    all.add(Filters.eq("imported", imported));
    all.add(Filters.lt("finishedAt", before));
    all.add(Filters.lt("lastSeenAt", before));
    if (after != null) {
      all.add(
          Filters.or(
              Filters.gt("finishedAt", after.finishedAt()),
              Filters.and(
                  Filters.eq("finishedAt", after.finishedAt()), Filters.gt("_id", after.id()))));
    }
    return jobs.find(
            new FindOptions()
                .filter(Filters.and(all))
                .sort(Sorts.ascending("finishedAt", "_id"))
                .limit(count))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<Job>> expiring(int count) {
    return jobs.find(new FindOptions().filter(Filters.eq("expiring", true)).limit(count))
        .collect()
        .asList();
  }

  @Override
  public Uni<Void> removeLogOfJob(String jobId) {
    return extractions
        .deleteMany(Filters.and(Filters.eq("key", jobId), Filters.eq("jobId", jobId)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> removeLogOfLane(String lane, Instant through) {
    return extractions
        .deleteMany(
            Filters.and(
                Filters.eq("key", lane),
                Filters.eq("jobId", null),
                Filters.lte("receivedAt", through)))
        .replaceWithVoid();
  }

  @Override
  public boolean inUse() {
    return configured || any;
  }

  @Override
  public Uni<Boolean> look() {
    return removed
        .find(new FindOptions().limit(1))
        .collect()
        .first()
        .map(found -> found != null)
        .invoke(some -> any = some);
  }

  @Override
  public Uni<Map<String, RemovedJob>> among(Set<String> keys) {
    return removed.find(Filters.in("_id", keys)).collect().asMap(RemovedJob::key);
  }

  @Override
  public Uni<Void> put(RemovedJob grave) {
    return removed
        .updateOne(
            Filters.eq("_id", grave.key()),
            Updates.combine(
                Updates.set("lane", grave.lane()),
                Updates.set("removedAt", grave.removedAt()),
                Updates.set("settled", grave.settled())),
            OR_INSERT)
        .invoke(() -> any = true)
        .replaceWithVoid();
  }

  @Override
  public Uni<List<RemovedJob>> unsettled(Instant before, int count) {
    return removed
        .find(
            new FindOptions()
                .filter(Filters.and(Filters.eq("settled", false), Filters.lt("removedAt", before)))
                .limit(count))
        .collect()
        .asList();
  }

  @Override
  public Uni<Void> settle(String key) {
    return removed
        .updateOne(Filters.eq("_id", key), Updates.set("settled", true))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> forget(Instant before) {
    return removed
        .deleteMany(Filters.and(Filters.eq("settled", true), Filters.lt("removedAt", before)))
        .replaceWithVoid();
  }
}
