package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ManyAct;
import io.tallyboard.api.domain.port.ManyActs;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Each write is conditional on the version that was claimed. */
@ApplicationScoped
class MongoManyActs implements ManyActs {
  static final String OPEN = "open";
  static final String HELD_UNTIL = "heldUntil";
  private static final String VERSION = "version";

  private final Store store;

  MongoManyActs(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> add(ManyAct act) {
    return acts().insertOne(ManyActDocument.of(act, Instant.EPOCH)).replaceWithVoid();
  }

  @Override
  public Uni<Optional<ManyAct>> byId(String id) {
    return acts()
        .find(eq(JobBson.ID, id))
        .collect()
        .first()
        .map(found -> Optional.ofNullable(found).map(ManyActDocument::toAct));
  }

  @Override
  public Uni<Optional<ManyAct>> claim(Instant now, Instant until) {
    return acts()
        .findOneAndUpdate(
            and(eq(OPEN, true), lte(HELD_UNTIL, now)),
            combine(set(HELD_UNTIL, until), inc(VERSION, 1L)),
            new FindOneAndUpdateOptions()
                .sort(Sorts.ascending(HELD_UNTIL))
                .returnDocument(ReturnDocument.AFTER))
        .map(found -> Optional.ofNullable(found).map(ManyActDocument::toAct));
  }

  @Override
  public Uni<Boolean> write(ManyAct next, Instant now) {
    return acts()
        .replaceOne(
            and(eq(JobBson.ID, next.id()), eq(VERSION, next.version() - 1)),
            ManyActDocument.of(next, now))
        .map(result -> result.getModifiedCount() > 0);
  }

  private ReactiveMongoCollection<ManyActDocument> acts() {
    return store.collection(Collections.ACTIONS, ManyActDocument.class);
  }
}
