package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.FollowUp;
import io.tallyboard.api.domain.port.FollowUps;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A collection that stays small: what is done is removed from it. */
@ApplicationScoped
class MongoFollowUps implements FollowUps {
  static final String LOOK_AT = "lookAt";

  private final Store store;

  MongoFollowUps(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> add(FollowUp followUp, Instant lookAt) {
    return documents()
        .insertOne(FollowUpDocument.of(followUp, lookAt))
        .replaceWithVoid()
        .onFailure(Duplicates::told)
        .recoverWithNull();
  }

  @Override
  public Uni<List<FollowUp>> due(Instant now, int limit) {
    return documents()
        .find(
            new FindOptions().filter(lte(LOOK_AT, now)).sort(Sorts.ascending(LOOK_AT)).limit(limit))
        .map(FollowUpDocument::toFollowUp)
        .collect()
        .asList();
  }

  @Override
  public Uni<Optional<FollowUp>> cancelOf(String job) {
    return documents()
        .find(eq(JobBson.ID, FollowUp.cancelId(job)))
        .collect()
        .first()
        .map(found -> Optional.ofNullable(found).map(FollowUpDocument::toFollowUp));
  }

  @Override
  public Uni<Void> later(FollowUp followUp, Instant lookAt) {
    return documents()
        .updateOne(eq(JobBson.ID, followUp.id()), set(LOOK_AT, lookAt))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> done(FollowUp followUp) {
    return documents().deleteOne(eq(JobBson.ID, followUp.id())).replaceWithVoid();
  }

  private ReactiveMongoCollection<FollowUpDocument> documents() {
    return store.collection(Collections.FOLLOW_UPS, FollowUpDocument.class);
  }
}
