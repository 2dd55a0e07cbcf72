package io.tallyboard.tracker.persistence;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.TailMatch;
import io.tallyboard.tracker.ingest.PlaceTaken;
import io.tallyboard.tracker.ingest.UpdateLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The log in two collections: what could be used, and what could not. */
@ApplicationScoped
class MongoUpdateLog implements UpdateLog {
  private static final InsertManyOptions IN_ORDER = new InsertManyOptions().ordered(true);
  private static final Bson IN_PLACE = Sorts.ascending("receivedAt", "queue", "seq");
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
        ? insert(rejected, refused, RejectedUpdate::id)
            .invoke(known -> refused.forEach(r -> same(r.id(), r.digest(), known.get(r.id()))))
            .replaceWith(List.of())
        : insert(extractions, kept, Extraction::id)
            .map(
                known ->
                    known.isEmpty()
                        ? kept
                        : kept.stream().map(e -> standing(e, known.get(e.id()))).toList())
            .onFailure(StoreRefused.class)
            .recoverWithUni(e -> without(e, run));
  }

  /** Those before it, then it as a rejected one, then those after it: in order, so no gap here either. */
  private Uni<List<Extraction>> without(StoreRefused one, List<Entry> run) {
    List<Entry> instead = new ArrayList<>(run);
    for (int i = 0; i < instead.size(); i++) {
      if (instead.get(i) instanceof Entry.Kept k && k.extraction().id().equals(one.id())) {
        instead.set(i, new Entry.Rejected(k.refused().apply(String.valueOf(one.getMessage()))));
        return append(instead);
      }
    }
    return Uni.createFrom().failure(one);
  }

  /** What is stored in this one's place: itself, or the same message as it came the first time. */
  private static Extraction standing(Extraction e, @Nullable Extraction known) {
    if (known == null) {
      return e;
    }
    if (!Objects.equals(known.digest(), e.digest())) {
      throw new PlaceTaken(e.id());
    }
    return known;
  }

  private static void same(String id, String digest, @Nullable RejectedUpdate known) {
    if (known != null && !known.digest().equals(digest)) {
      throw new PlaceTaken(id);
    }
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
        .recoverWithUni(e -> met(into, documents, id, e));
  }

  /** What to do about an error of the store's; one that is none of ours to mend is handed on. */
  private static <T> Uni<Map<String, T>> met(
      ReactiveMongoCollection<T> into,
      List<T> documents,
      Function<T, String> id,
      MongoBulkWriteException e) {
    Optional<BulkWriteError> own = Queries.own(e);
    if (own.isPresent()) {
      String refused = id.apply(documents.get(own.get().getIndex()));
      String why = "The store refuses it (code %d).".formatted(own.get().getCode());
      return Uni.createFrom().failure(new StoreRefused(refused, why));
    }
    return Queries.onlyDuplicates(e)
        ? insertMissing(into, documents, id, e)
        : Uni.createFrom().failure(e);
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
  public Uni<Void> countDropped(List<Extraction> counts) {
    return Multi.createFrom()
        .iterable(counts)
        .onItem()
        .transformToUniAndConcatenate(this::countDropped)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Inserted first, and then raised: it never goes back, and both stores can do it. */
  private Uni<Void> countDropped(Extraction count) {
    return insert(extractions, List.of(count), Extraction::id)
        .chain(
            known ->
                known.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : extractions
                        .updateOne(
                            Filters.and(
                                Filters.eq("_id", count.id()), Filters.lt("seq", count.seq())),
                            Updates.combine(
                                Updates.set("seq", count.seq()),
                                Updates.set("dropped", count.dropped()),
                                Updates.set("receivedAt", count.receivedAt())))
                        .replaceWithVoid());
  }

  @Override
  public Multi<Extraction> ofJob(String jobId) {
    return extractions.find(
        new FindOptions()
            .filter(Filters.and(Filters.eq("key", jobId), Filters.eq("jobId", jobId)))
            .sort(IN_PLACE));
  }

  @Override
  public Multi<Extraction> ofLane(String lane) {
    return extractions.find(
        new FindOptions()
            .filter(Filters.and(Filters.eq("key", lane), Filters.eq("jobId", null)))
            .sort(IN_PLACE));
  }

  @Override
  public Uni<List<TailMatch.Stored>> stored(String queue, long from, int count) {
    List<String> ids = ids(queue, from, from + count - 1);
    FindOptions those = new FindOptions().filter(Filters.in("_id", ids)).projection(PLACE);
    return Uni.combine()
        .all()
        .unis(
            database.raw(extractions).find(those).collect().asList(),
            database.raw(rejected).find(those).collect().asList())
        .with(
            (a, b) ->
                Stream.concat(a.stream(), b.stream())
                    .map(
                        d ->
                            new TailMatch.Stored(
                                d.getLong("seq"),
                                d.getString("digest"),
                                d.getDate("receivedAt").toInstant(),
                                d.getBoolean("batchStart", false)))
                    .sorted(Comparator.comparing(TailMatch.Stored::seq))
                    .toList());
  }

  private static List<String> ids(String queue, long from, long to) {
    return LongStream.rangeClosed(Math.max(0, from), to)
        .mapToObj(seq -> Extraction.id(queue, seq))
        .toList();
  }

  @Override
  public Uni<List<Extraction>> between(String queue, long from, long to) {
    return extractions
        .find(
            new FindOptions()
                .filter(Filters.in("_id", ids(queue, from, to)))
                .sort(Sorts.ascending("seq")))
        .collect()
        .asList();
  }
}
