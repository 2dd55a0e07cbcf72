package io.tallyboard.tracker.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.TailMatch;
import io.tallyboard.tracker.ingest.UpdateLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The log in two collections: what could be used, and what could not. */
@ApplicationScoped
class MongoUpdateLog implements UpdateLog {
  private static final InsertManyOptions IN_ORDER = new InsertManyOptions().ordered(true);
  private static final Bson PLACE =
      Projections.include("seq", "digest", "batchStart", "receivedAt");

  private final ReactiveMongoCollection<Extraction> extractions;
  private final ReactiveMongoCollection<RejectedUpdate> rejected;
  private final TrackerDatabase database;

  MongoUpdateLog(TrackerDatabase database) {
    this.database = database;
    this.extractions = database.extractions();
    this.rejected = database.rejectedUpdates();
  }

  @Override
  public Uni<List<Extraction>> append(List<Entry> entries) {
    return Multi.createFrom()
        .iterable(runsOfOneKind(entries))
        .onItem()
        .transformToUniAndConcatenate(this::store)
        .collect()
        .in(ArrayList<Extraction>::new, List::addAll)
        .map(stored -> stored);
  }

  /** Nearly always one: rejected messages are rare. */
  private static List<List<Entry>> runsOfOneKind(List<Entry> entries) {
    List<List<Entry>> runs = new ArrayList<>();
    for (Entry entry : entries) {
      List<Entry> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
      if (last.isEmpty() || last.get(0).getClass() != entry.getClass()) {
        last = new ArrayList<>();
        runs.add(last);
      }
      last.add(entry);
    }
    return runs;
  }

  private Uni<List<Extraction>> store(List<Entry> run) {
    List<Extraction> kept = new ArrayList<>();
    List<RejectedUpdate> refused = new ArrayList<>();
    for (Entry entry : run) {
      if (entry instanceof Entry.Kept k) {
        kept.add(k.extraction());
      } else if (entry instanceof Entry.Rejected r) {
        refused.add(r.update());
      }
    }
    return kept.isEmpty()
        ? insert(rejected, refused, RejectedUpdate::id).replaceWith(List.of())
        : insert(extractions, kept, Extraction::id)
            .map(known -> kept.stream().map(e -> known.getOrDefault(e.id(), e)).toList());
  }

  /**
   * Inserts in order, so that a crash leaves no gap. Where one is there already, those that are there
   * are read at once and the others inserted: after a crash a whole batch may be there, and a round
   * trip for each would take longer than the crash did.
   *
   * @return those that were there already, as they stand: the first reader's time is theirs
   */
  private static <T> Uni<Map<String, T>> insert(
      ReactiveMongoCollection<T> into, List<T> documents, Function<T, String> id) {
    if (documents.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return into.insertMany(documents, IN_ORDER)
        .map(inserted -> Map.<String, T>of())
        .onFailure(MongoBulkWriteException.class)
        .recoverWithUni(
            e -> {
              Queries.duplicates(e);
              return insertMissing(into, documents, id, e);
            });
  }

  private static <T> Uni<Map<String, T>> insertMissing(
      ReactiveMongoCollection<T> into,
      List<T> documents,
      Function<T, String> id,
      MongoBulkWriteException met) {
    return into.find(Filters.in("_id", documents.stream().map(id).toList()))
        .collect()
        .asMap(id)
        .chain(
            known -> {
              if (known.isEmpty()) {
                throw met;
              }
              List<T> missing =
                  documents.stream().filter(d -> !known.containsKey(id.apply(d))).toList();
              return insert(into, missing, id)
                  .map(
                      others -> {
                        Map<String, T> all = new HashMap<>(known);
                        all.putAll(others);
                        return all;
                      });
            });
  }

  @Override
  public Uni<List<TailMatch.Stored>> tail(String queue, int count) {
    return places(queue, count)
        .map(
            places ->
                places.stream()
                    .map(
                        d ->
                            new TailMatch.Stored(
                                d.getLong("seq"),
                                d.getString("digest"),
                                d.getBoolean("batchStart", false)))
                    .toList());
  }

  @Override
  public Uni<@Nullable Instant> lastReceivedAt(String queue) {
    return places(queue, 1)
        .map(places -> places.isEmpty() ? null : places.get(0).getDate("receivedAt").toInstant());
  }

  /** The last stored places of a queue, over both collections, in order. */
  private Uni<List<Document>> places(String queue, int count) {
    FindOptions last =
        new FindOptions()
            .filter(Filters.eq("queue", queue))
            .sort(Sorts.descending("seq"))
            .projection(PLACE)
            .limit(count);
    return Uni.combine()
        .all()
        .unis(
            database.raw(extractions).find(last).collect().asList(),
            database.raw(rejected).find(last).collect().asList())
        .with(
            (a, b) -> {
              List<Document> both =
                  Stream.concat(a.stream(), b.stream())
                      .sorted(Comparator.comparing(d -> d.getLong("seq")))
                      .toList();
              return both.subList(Math.max(0, both.size() - count), both.size());
            });
  }
}
