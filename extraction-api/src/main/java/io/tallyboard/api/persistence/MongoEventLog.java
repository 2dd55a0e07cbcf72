package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.EventScope;
import io.tallyboard.api.domain.EventScope.OfLane;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Reads what job-tracker writes; the indexes are its own. */
@ApplicationScoped
class MongoEventLog implements EventLog {
  private static final String RECEIVED_AT = "receivedAt";
  private static final String QUEUE = "queue";
  private static final String SEQ = "seq";

  private final Store store;

  MongoEventLog(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Extraction>> page(EventScope scope, Optional<Place> after, int limit) {
    Bson from = after.map(MongoEventLog::after).orElseGet(() -> empty());
    return find(scope, from, Sorts.ascending(RECEIVED_AT, QUEUE, SEQ), limit);
  }

  @Override
  public Uni<List<Extraction>> latest(EventScope scope, int limit) {
    return find(scope, empty(), Sorts.descending(RECEIVED_AT, QUEUE, SEQ), limit)
        .map(
            found -> {
              List<Extraction> inOrder = new ArrayList<>(found);
              java.util.Collections.reverse(inOrder);
              return inOrder;
            });
  }

  private Uni<List<Extraction>> find(EventScope scope, Bson more, Bson sort, int limit) {
    return within(scope)
        .map(
            within ->
                store
                    .collection(Collections.EXTRACTIONS, Extraction.class)
                    .find(new FindOptions().filter(and(within, more)).sort(sort).limit(limit))
                    .collect()
                    .asList())
        .orElseGet(() -> Uni.createFrom().item(List.of()));
  }

  /** By what the index begins with: the key, and within it the order. */
  private static Optional<Bson> within(EventScope scope) {
    if (scope instanceof EventScope.OfJob job) {
      // A lane's key may read like a job id.
      return Optional.of(and(eq("key", job.jobId()), eq("jobId", job.jobId())));
    }
    return scope instanceof OfLane lane ? Optional.of(within(lane)) : Optional.empty();
  }

  private static Bson within(OfLane lane) {
    Bson own = in("_id", lane.ownIds());
    Bson which =
        lane.opening()
            .map(
                opening ->
                    or(
                        own,
                        and(eq("event", Event.PROGRESS.name()), or(at(opening), after(opening)))))
            .orElse(own);
    return and(
        eq("key", lane.lane()),
        eq("jobId", null),
        gte(RECEIVED_AT, lane.from()),
        or(at(lane.to()), before(lane.to())),
        lte(RECEIVED_AT, lane.to().receivedAt()),
        which);
  }

  private static Bson at(Place p) {
    return and(eq(RECEIVED_AT, p.receivedAt()), eq(QUEUE, p.queue()), eq(SEQ, p.seq()));
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(Place p) {
    return and(
        gte(RECEIVED_AT, p.receivedAt()),
        or(
            gt(RECEIVED_AT, p.receivedAt()),
            gt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), gt(SEQ, p.seq()))));
  }

  private static Bson before(Place p) {
    return and(
        lte(RECEIVED_AT, p.receivedAt()),
        or(
            lt(RECEIVED_AT, p.receivedAt()),
            lt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), lt(SEQ, p.seq()))));
  }
}
