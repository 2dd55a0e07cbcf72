package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.result.DeleteResult;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobSeed;
import io.tallyboard.api.domain.port.RequestKeys;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Requests' keys. That an id is there once is what decides between two that come at once. */
@ApplicationScoped
class MongoRequestKeys implements RequestKeys {
  private static final String AT = "at";
  private static final int MOST_TRIES = 5;

  private final Store store;

  MongoRequestKeys(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Taken> take(String id, String fingerprint, JobSeed seed, Instant since) {
    RequestKeyDocument ours =
        new RequestKeyDocument(id, fingerprint, seed.at(), seed.secret(), null);
    return Uni.createFrom()
        .deferred(
            () ->
                keys()
                    .insertOne(ours)
                    .replaceWith(ours)
                    .onFailure(Duplicates::told)
                    .recoverWithUni(() -> holder(ours, since)))
        .onFailure(Moved.class)
        .retry()
        .atMost(MOST_TRIES)
        .map(RequestKeyDocument::toTaken);
  }

  private Uni<RequestKeyDocument> holder(RequestKeyDocument ours, Instant since) {
    return keys()
        .find(eq("_id", ours.id()))
        .collect()
        .first()
        .map(Optional::ofNullable)
        .chain(
            found -> {
              RequestKeyDocument there = found.orElseThrow(Moved::new);
              return there.at().isBefore(since)
                  ? replace(there, ours)
                  : Uni.createFrom().item(there);
            });
  }

  private Uni<RequestKeyDocument> replace(RequestKeyDocument old, RequestKeyDocument ours) {
    return keys()
        .replaceOne(held(old.id(), old.toSeed()), ours)
        .map(
            result -> {
              if (result.getMatchedCount() == 0) {
                throw new Moved();
              }
              return ours;
            });
  }

  @Override
  public Uni<Void> answered(String id, JobSeed seed, String answer) {
    return keys().updateOne(held(id, seed), set("answer", answer)).replaceWithVoid();
  }

  @Override
  public Uni<Void> release(String id, JobSeed seed) {
    return keys().deleteOne(held(id, seed)).replaceWithVoid();
  }

  @Override
  public Uni<Long> removeBefore(Instant since) {
    return keys().deleteMany(lt(AT, since)).map(DeleteResult::getDeletedCount);
  }

  private static Bson held(String id, JobSeed seed) {
    return and(eq("_id", id), eq("seed", seed.secret()));
  }

  private ReactiveMongoCollection<RequestKeyDocument> keys() {
    return store.collection(Collections.REQUEST_KEYS, RequestKeyDocument.class);
  }

  /** What was there when it was asked is there no more. */
  private static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1;

    Moved() {
      super("a request's key changed hands again and again", null, false, false);
    }
  }
}
