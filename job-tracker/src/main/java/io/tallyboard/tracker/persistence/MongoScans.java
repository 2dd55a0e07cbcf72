package io.tallyboard.tracker.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.tracker.rebuild.LogScan;
import io.tallyboard.tracker.rebuild.RecordScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Goes through log and records by pages, each a query of its own: no cursor is open for long, and a
 * page is as many entries of an index.
 */
@ApplicationScoped
class MongoScans implements LogScan, RecordScan {
  private static final int ENTRIES = 10_000;
  private static final int BATCH = 1_000;
  private static final Bson BY_KEY = Sorts.ascending("key", "receivedAt", "queue", "seq");
  private static final Bson ONLY_KEY =
      Projections.fields(Projections.include("key"), Projections.excludeId());

  private final ReactiveMongoCollection<Extraction> extractions;
  private final ReactiveMongoCollection<Document> entries;
  private final ReactiveMongoCollection<Document> jobs;
  private final ReactiveMongoCollection<Lane> lanes;
  private final ReactiveMongoCollection<Document> laneKeys;

  MongoScans(TrackerDatabase database) {
    this.extractions = database.extractions();
    this.entries = database.raw(extractions);
    this.jobs = database.raw(database.jobs());
    this.lanes = database.lanes();
    this.laneKeys = database.raw(lanes);
  }

  /** Read from the index alone: a key is in it, and the time of receipt beside it. */
  @Override
  public Uni<List<String>> keysAfter(String key, @Nullable Instant since) {
    Bson after = Filters.gt("key", key);
    FindOptions page =
        new FindOptions()
            .filter(since == null ? after : Filters.and(after, Filters.gte("receivedAt", since)))
            .projection(ONLY_KEY)
            .sort(BY_KEY)
            .limit(ENTRIES);
    return entries
        .find(page)
        .map(d -> d.getString("key"))
        .collect()
        .in(LinkedHashSet<String>::new, Set::add)
        .map(List::copyOf);
  }

  @Override
  public Multi<Extraction> of(Set<String> keys) {
    return extractions.find(
        new FindOptions().filter(Filters.in("key", keys)).sort(BY_KEY).batchSize(BATCH));
  }

  @Override
  public Uni<Set<String>> known(Set<String> keys) {
    return keys.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : entries.distinct("key", Filters.in("key", keys), String.class).collect().asSet();
  }

  @Override
  public Uni<Set<String>> stored(Set<String> ids) {
    return entries
        .find(
            new FindOptions().filter(Filters.in("_id", ids)).projection(Projections.include("_id")))
        .map(d -> d.getString("_id"))
        .collect()
        .asSet();
  }

  @Override
  public Uni<Long> size() {
    return entries.estimatedDocumentCount();
  }

  @Override
  public Uni<List<Named>> jobsAfter(String id, int count) {
    return jobs.find(pageOfIds(id, count).projection(Projections.include("_id", "lane")))
        .map(d -> new Named(d.getString("_id"), d.getString("lane")))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<String>> lanesAfter(String key, int count) {
    return laneKeys
        .find(pageOfIds(key, count).projection(Projections.include("_id")))
        .map(d -> d.getString("_id"))
        .collect()
        .asList();
  }

  private static FindOptions pageOfIds(String after, int count) {
    return new FindOptions()
        .filter(Filters.gt("_id", after))
        .sort(Sorts.ascending("_id"))
        .limit(count);
  }

  @Override
  public Uni<Boolean> removeLane(Lane lane) {
    return lanes
        .deleteOne(Filters.and(Filters.eq("_id", lane.id()), Filters.eq("version", lane.version())))
        .map(done -> done.getDeletedCount() == 1);
  }
}
