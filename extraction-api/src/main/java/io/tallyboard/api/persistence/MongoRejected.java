package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.RejectedCard;
import io.tallyboard.api.domain.RejectedFilter;
import io.tallyboard.api.domain.port.RejectedRecords;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.RejectedUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads what job-tracker writes; the indexes are its own. */
@ApplicationScoped
class MongoRejected implements RejectedRecords {
  private static final String RECEIVED_AT = "receivedAt";
  private static final String ID = "_id";
  private static final String REASON = "reason";
  private static final String ORIGIN = "origin";
  private static final String REPLAYED_AS = "replayedAs";

  private final Store store;

  MongoRejected(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<RejectedCard>> page(RejectedFilter filter, Optional<PagePoint> after, int limit) {
    Bson from = after.map(MongoRejected::after).orElseGet(() -> empty());
    return cards(and(matching(filter), from), Sorts.descending(RECEIVED_AT, ID), limit);
  }

  @Override
  public Uni<List<RejectedCard>> toReplay(RejectedFilter filter, int limit) {
    return cards(and(matching(filter), canBeReplayed()), Sorts.ascending(RECEIVED_AT, ID), limit);
  }

  private Uni<List<RejectedCard>> cards(Bson filter, Bson sort, int limit) {
    return store
        .collection(Collections.REJECTED_UPDATES, RejectedDocument.class)
        .find(
            new FindOptions()
                .filter(filter)
                .sort(sort)
                .limit(limit)
                .projection(RejectedDocument.FIELDS))
        .map(RejectedDocument::toCard)
        .collect()
        .asList();
  }

  @Override
  public Uni<Optional<RejectedUpdate>> byId(String id) {
    return store
        .collection(Collections.REJECTED_UPDATES, RejectedUpdate.class)
        .find(eq(ID, id))
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  @Override
  public Uni<Map<String, Long>> counts(RejectedFilter filter) {
    return store
        .documents(Collections.REJECTED_UPDATES)
        .aggregate(
            List.of(
                Aggregates.match(matching(filter)),
                Aggregates.group("$" + REASON, Accumulators.sum("count", 1L))))
        .collect()
        .in(
            () -> new TreeMap<String, Long>(),
            (Map<String, Long> counts, Document group) ->
                counts.put(group.getString(ID), group.get("count", Number.class).longValue()))
        .map(counts -> counts);
  }

  @Override
  public Uni<Long> replayable(RejectedFilter filter) {
    return store
        .documents(Collections.REJECTED_UPDATES)
        .countDocuments(and(matching(filter), canBeReplayed()));
  }

  /** As {@link RejectedCard#notReplayable} says it of one. */
  private static Bson canBeReplayed() {
    return and(
        eq(REPLAYED_AS, null),
        eq(ORIGIN, null),
        ne(REASON, RejectedUpdate.REPLAY_FAILED),
        lte("length", RejectedUpdate.KEPT_BYTES));
  }

  private static Bson matching(RejectedFilter filter) {
    List<Bson> all = new ArrayList<>();
    filter.reason().ifPresent(reason -> all.add(eq(REASON, reason)));
    filter.queue().ifPresent(queue -> all.add(eq("queue", queue)));
    filter.origin().ifPresent(origin -> all.add(eq(ORIGIN, origin)));
    filter.from().ifPresent(from -> all.add(gte(RECEIVED_AT, from)));
    filter.to().ifPresent(to -> all.add(lt(RECEIVED_AT, to)));
    filter.text().map(MongoRejected::containing).ifPresent(all::add);
    filter
        .replayed()
        .ifPresent(yes -> all.add(yes ? ne(REPLAYED_AS, null) : eq(REPLAYED_AS, null)));
    return all.isEmpty() ? empty() : and(all);
  }

  private static Bson containing(String text) {
    Pattern part = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
    return or(regex("detail", part), regex("body", part));
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(PagePoint point) {
    return and(lte(RECEIVED_AT, point.at()), or(lt(RECEIVED_AT, point.at()), lt(ID, point.id())));
  }
}
