package io.tallyboard.tracker.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.TrackerReplica;
import io.tallyboard.tracker.ingest.QueueLeases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Leases in MongoDB: each write is conditional on what was read. */
@ApplicationScoped
class MongoQueueLeases implements QueueLeases {
  private static final FindOneAndUpdateOptions OR_INSERT =
      new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

  private final ReactiveMongoCollection<QueueLease> leases;
  private final ReactiveMongoCollection<TrackerReplica> replicas;

  MongoQueueLeases(TrackerDatabase database) {
    this.leases = database.queueLeases();
    this.replicas = database.trackers();
  }

  /** The store writes its own time, so that the replicas' clocks may differ as they like. */
  @Override
  public Uni<Instant> present(String replica, Duration lease) {
    return replicas
        .findOneAndUpdate(
            Filters.eq("_id", replica),
            Updates.combine(
                Updates.currentDate("seenAt"), Updates.set("leaseMillis", lease.toMillis())),
            OR_INSERT)
        .map(TrackerReplica::seenAt);
  }

  @Override
  public Uni<List<TrackerReplica>> replicas() {
    return replicas.find().collect().asList();
  }

  @Override
  public Uni<List<QueueLease>> leases() {
    return leases.find().collect().asList();
  }

  @Override
  public Uni<Void> renew(String replica, Set<String> queues, Instant until) {
    return queues.isEmpty()
        ? Uni.createFrom().voidItem()
        : leases.updateMany(heldBy(replica, queues), Updates.set("until", until)).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> take(QueueLease lease, @Nullable QueueLease expired) {
    if (expired == null) {
      return leases
          .insertOne(lease)
          .replaceWith(true)
          .onFailure(MongoQueueLeases::isThere)
          .recoverWithItem(false);
    }
    Bson unchanged =
        Filters.and(
            Filters.eq("_id", expired.queue()),
            Filters.eq("holder", expired.holder()),
            Filters.eq("until", expired.until()));
    return leases
        .updateOne(
            unchanged,
            Updates.combine(
                Updates.set("holder", lease.holder()), Updates.set("until", lease.until())))
        .map(done -> done.getMatchedCount() == 1);
  }

  private static boolean isThere(Throwable e) {
    return e instanceof MongoWriteException failed
        && failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
  }

  @Override
  public Uni<Void> release(String replica, Set<String> queues) {
    return queues.isEmpty()
        ? Uni.createFrom().voidItem()
        : leases.deleteMany(heldBy(replica, queues)).replaceWithVoid();
  }

  @Override
  public Uni<Void> leave(String replica) {
    return leases
        .deleteMany(Filters.eq("holder", replica))
        .chain(() -> replicas.deleteOne(Filters.eq("_id", replica)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> forget(Instant before) {
    return replicas.deleteMany(Filters.lt("seenAt", before)).replaceWithVoid();
  }

  private static Bson heldBy(String replica, Set<String> queues) {
    return Filters.and(Filters.in("_id", queues), Filters.eq("holder", replica));
  }
}
