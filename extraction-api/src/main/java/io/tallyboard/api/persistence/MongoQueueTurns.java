package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.QueueNotes;
import io.tallyboard.api.domain.StartRate;
import io.tallyboard.api.domain.Turns;
import io.tallyboard.api.domain.port.QueueTurns;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * One small document a queue. The replicas' clocks may differ by less than a lease: two that top up at
 * once send no job twice, but may go over the window.
 */
@ApplicationScoped
class MongoQueueTurns implements QueueTurns {
  private static final String HOLDER = "holder";
  private static final String UNTIL = "until";
  private static final String ASKED = "asked";
  private static final String LINE = "line";
  private static final String MISSING = "missingSince";
  private static final String IDLE = "idleSince";

  /** How many started, by the minute. */
  private static final String STARTS = "starts";

  private final Store store;

  MongoQueueTurns(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Optional<Turns>> take(String queue, String holder, Instant now, Instant until) {
    return tried(queue, holder, now, until)
        .chain(
            taken ->
                taken.isPresent()
                    ? Uni.createFrom().item(taken)
                    : asked(queue).chain(() -> tried(queue, holder, now, until)));
  }

  private Uni<Optional<Turns>> tried(String queue, String holder, Instant now, Instant until) {
    Bson free = and(eq("_id", queue), or(eq(HOLDER, holder), lte(UNTIL, now)));
    return turns()
        .findOneAndUpdate(free, combine(set(HOLDER, holder), set(UNTIL, until), set(ASKED, false)))
        .map(found -> Optional.ofNullable(found).map(MongoQueueTurns::turns));
  }

  /** Makes the document where there is none yet; else tells the holder. */
  private Uni<Void> asked(String queue) {
    return turns()
        .updateOne(
            eq("_id", queue),
            combine(setOnInsert(UNTIL, Instant.EPOCH), set(ASKED, true)),
            new UpdateOptions().upsert(true))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> leave(String queue, String holder, Turns turns) {
    Bson ours = and(eq("_id", queue), eq(HOLDER, holder));
    return turns()
        .updateOne(
            and(ours, ne(ASKED, true)), combine(set(UNTIL, Instant.EPOCH), set(LINE, turns.line())))
        .chain(
            left ->
                left.getMatchedCount() > 0
                    ? Uni.createFrom().item(true)
                    : turns()
                        .updateOne(ours, combine(set(ASKED, false), set(LINE, turns.line())))
                        .map(held -> held.getMatchedCount() == 0));
  }

  @Override
  public Uni<Map<String, QueueNotes>> notes(Collection<String> queues) {
    return turns()
        .find(in("_id", queues))
        .collect()
        .asMap(turn -> turn.getString("_id"), MongoQueueTurns::notes);
  }

  private static QueueNotes notes(Document turn) {
    Map<Long, Long> minutes = new HashMap<>();
    turn.get(STARTS, new Document())
        .forEach(
            (minute, count) -> minutes.put(Long.valueOf(minute), ((Number) count).longValue()));
    return new QueueNotes(
        turns(turn),
        new StartRate(minutes),
        Optional.ofNullable(turn.getDate(MISSING)).map(Date::toInstant),
        Optional.ofNullable(turn.getDate(IDLE)).map(Date::toInstant));
  }

  private static Turns turns(Document turn) {
    return new Turns(turn.getList(LINE, String.class, List.of()));
  }

  @Override
  public Uni<Void> note(String queue, QueueNotes seen) {
    return turns()
        .updateOne(
            eq("_id", queue),
            combine(
                setOnInsert(UNTIL, Instant.EPOCH),
                seen.missingSince().map(at -> set(MISSING, at)).orElse(unset(MISSING)),
                seen.idleSince().map(at -> set(IDLE, at)).orElse(unset(IDLE))),
            new UpdateOptions().upsert(true))
        .replaceWithVoid();
  }

  /** What is too old to count goes with the next that starts. */
  @Override
  public Uni<Void> started(String queue, long jobs, Instant now) {
    long minute = StartRate.minute(now);
    return turns()
        .findOneAndUpdate(
            eq("_id", queue),
            combine(setOnInsert(UNTIL, Instant.EPOCH), inc(STARTS + "." + minute, jobs)),
            new FindOneAndUpdateOptions().upsert(true))
        .chain(before -> forget(queue, before, StartRate.oldest(now)));
  }

  private Uni<Void> forget(String queue, @Nullable Document before, long oldest) {
    List<Bson> old =
        before == null
            ? List.of()
            : before.get(STARTS, new Document()).keySet().stream()
                .filter(minute -> Long.parseLong(minute) < oldest)
                .map(minute -> unset(STARTS + "." + minute))
                .toList();
    return old.isEmpty()
        ? Uni.createFrom().voidItem()
        : turns().updateOne(eq("_id", queue), combine(old)).replaceWithVoid();
  }

  private ReactiveMongoCollection<Document> turns() {
    return store.documents(Collections.QUEUE_TURNS);
  }
}
