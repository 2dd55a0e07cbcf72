package io.tallyboard.monitor.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.monitor.domain.WatchStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.bson.conversions.Bson;

/** Several replicas may write in any order: what is told late changes nothing. */
@ApplicationScoped
class MongoWatch implements WatchStore {
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final Bson THE_ONE = eq("_id", Watched.BEATS);
  private static final FindOneAndUpdateOptions MADE_AND_READ =
      new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

  private final ReactiveMongoCollection<Watched> watches;

  MongoWatch(Stored stored) {
    this.watches = stored.watches();
  }

  @Override
  public Uni<Void> beginAnew(Instant since, Instant lapsed) {
    return watches
        .updateOne(
            and(THE_ONE, or(lt(UNTIL, lapsed), gt(UNTIL, since.plus(Watched.TIMEOUT)))),
            combine(set(SINCE, since), set(UNTIL, since)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Watched> extend(Instant since, Instant until) {
    return watches.findOneAndUpdate(
        THE_ONE, combine(setOnInsert(SINCE, since), max(UNTIL, until)), MADE_AND_READ);
  }

  @Override
  public Uni<Watched> read() {
    return watches.find(THE_ONE).collect().first().onItem().ifNull().continueWith(Watched::never);
  }
}
