package io.tallyboard.tracker.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.ingest.RejectedUpdates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.bson.conversions.Bson;

/** Rejected messages in MongoDB. */
@ApplicationScoped
class MongoRejectedUpdates implements RejectedUpdates {
  private static final String AS = "replayedAs";

  private final ReactiveMongoCollection<RejectedUpdate> rejected;

  MongoRejectedUpdates(TrackerDatabase database) {
    this.rejected = database.rejectedUpdates();
  }

  @Override
  public Uni<Map<String, RejectedUpdate>> byIds(Set<String> ids) {
    return rejected.find(Filters.in("_id", ids)).collect().asMap(RejectedUpdate::id);
  }

  @Override
  public Uni<Void> replayed(String id, Instant at, String by, String as) {
    return note(
        id,
        Updates.combine(
            Updates.set(AS, as), Updates.set("replayedAt", at), Updates.set("replayedBy", by)));
  }

  @Override
  public Uni<Void> failed(String id, Instant at, String why) {
    return note(
        id, Updates.combine(Updates.set("replayTriedAt", at), Updates.set("replayFailure", why)));
  }

  private Uni<Void> note(String id, Bson what) {
    return rejected
        .updateOne(Filters.and(Filters.eq("_id", id), Filters.eq(AS, null)), what)
        .replaceWithVoid();
  }
}
