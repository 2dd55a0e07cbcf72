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
import io.tallyboard.api.domain.LogPoint;
import io.tallyboard.api.domain.port.EventLog;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
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
  public Uni<List<Extraction>> page(EventScope scope, Optional<LogPoint> after, int limit) {
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

  private static Optional<Bson> within(EventScope scope) {
    if (scope instanceof EventScope.OfJob job) {
      return Optional.of(eq("jobId", job.jobId()));
    }
    return scope instanceof OfLane lane ? Optional.of(within(lane)) : Optional.empty();
  }

  private static Bson within(OfLane lane) {
    return and(
        eq("jobId", null),
        eq("resource.id", lane.resourceId()),
        eq("extractor", lane.extractor()),
        or(at(lane.from()), after(lane.from())),
        gte(RECEIVED_AT, lane.from().receivedAt()),
        or(at(lane.to()), before(lane.to())),
        lte(RECEIVED_AT, lane.to().receivedAt()),
        or(eq("event", Event.PROGRESS.name()), in("_id", lane.markIds())));
  }

  private static Bson at(LogPoint p) {
    return and(eq(RECEIVED_AT, p.receivedAt()), eq(QUEUE, p.queue()), eq(SEQ, p.seq()));
  }

  /** The first condition alone bounds the scan of an index; the second makes it exact. */
  private static Bson after(LogPoint p) {
    return and(
        gte(RECEIVED_AT, p.receivedAt()),
        or(
            gt(RECEIVED_AT, p.receivedAt()),
            gt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), gt(SEQ, p.seq()))));
  }

  private static Bson before(LogPoint p) {
    return and(
        lte(RECEIVED_AT, p.receivedAt()),
        or(
            lt(RECEIVED_AT, p.receivedAt()),
            lt(QUEUE, p.queue()),
            and(eq(QUEUE, p.queue()), lt(SEQ, p.seq()))));
  }
}
