package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.excludeId;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;

import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.EventFilter;
import io.tallyboard.api.domain.EventPager.Reach;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.LogRange;
import io.tallyboard.api.domain.LogRange.Direction;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads what job-tracker writes; the indexes are its own. */
@ApplicationScoped
class MongoEventLog implements EventLog {
  /** What an index tells without the documents. */
  private static final Bson PLACE =
      fields(excludeId(), include(EventBson.RECEIVED_AT, EventBson.QUEUE, EventBson.SEQ));

  private final Store store;

  MongoEventLog(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Extraction>> read(
      EventScope scope, LogRange range, EventFilter filter, Direction direction, int limit) {
    return EventBson.within(scope)
        .map(within -> and(within, EventBson.range(range), EventBson.matching(filter)))
        .map(
            all ->
                store
                    .collection(Collections.EXTRACTIONS, Extraction.class)
                    .find(
                        new FindOptions().filter(all).sort(EventBson.order(direction)).limit(limit))
                    .collect()
                    .asList())
        .orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  @Override
  public Uni<List<Extraction>> all(Collection<EventScope> scopes, int limit) {
    List<Bson> any = EventBson.anyOf(scopes);
    return any.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .collection(Collections.EXTRACTIONS, Extraction.class)
            .find(new FindOptions().filter(or(any)).limit(limit).batchSize(limit))
            .collect()
            .asList();
  }

  @Override
  public Uni<Optional<Reach>> reach(
      EventScope scope, LogRange range, Direction direction, int count) {
    return EventBson.around(scope)
        .map(around -> and(around, EventBson.range(range)))
        .map(all -> reach(all, direction, count))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<Reach>> reach(Bson all, Direction direction, int count) {
    return place(all, direction, count - 1)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.map(place -> new Reach(place, false)))
                    : place(all, direction.opposite(), 0)
                        .map(last -> last.map(place -> new Reach(place, true))));
  }

  private Uni<Optional<Place>> place(Bson all, Direction direction, int skip) {
    return store
        .documents(Collections.EXTRACTIONS)
        .find(
            new FindOptions()
                .filter(all)
                .projection(PLACE)
                .sort(EventBson.order(direction))
                .skip(skip)
                .limit(1))
        .map(MongoEventLog::place)
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  private static Place place(Document stored) {
    return new Place(
        stored.getDate(EventBson.RECEIVED_AT).toInstant(),
        stored.getString(EventBson.QUEUE),
        stored.get(EventBson.SEQ, Number.class).longValue());
  }
}
