package io.tallyboard.monitor.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.monitor.domain.Heard;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import io.tallyboard.monitor.domain.Rhythms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Each write is of the kind that several writers may make in any order: greatest, least, or conditional
 * on what stands there.
 */
@ApplicationScoped
class MongoInstances implements InstanceStore {
  private static final String ID = "_id";
  private static final String LAST_BEAT = "lastBeat";
  private static final String WATCHED_SINCE = "watchedSince";
  private static final String WATCHED_UNTIL = "watchedUntil";
  private static final String ANNOUNCED = "announced";
  private static final int KEPT_INTERVALS = 5;

  private final ReactiveMongoCollection<ExtractorInstance> instances;

  MongoInstances(Stored stored) {
    this.instances = stored.instances();
  }

  @Override
  public Uni<Void> add(List<Beats> beats) {
    List<WriteModel<ExtractorInstance>> writes = new ArrayList<>();
    for (Beats b : beats) {
      writes.add(count(b.heard()));
      writes.add(keep(b));
    }
    return writes.isEmpty()
        ? Uni.createFrom().voidItem()
        : instances.bulkWrite(writes).replaceWithVoid();
  }

  /** Counts beats of an instance that is known, unless another replica has counted them. */
  private static WriteModel<ExtractorInstance> count(Heard heard) {
    Instant uncounted = heard.first().minus(Rhythms.REPEAT);
    List<Bson> updates = new ArrayList<>();
    updates.add(inc("beats", (long) heard.beats()));
    updates.add(max(LAST_BEAT, heard.last()));
    if (!heard.intervals().isEmpty()) {
      updates.add(
          pushEach("intervals", heard.intervals(), new PushOptions().slice(-KEPT_INTERVALS)));
    }
    return new UpdateOneModel<>(
        and(eq(ID, heard.beat().instance().value()), lt(LAST_BEAT, uncounted)), combine(updates));
  }

  /** After {@link #count}, which must find the last beat as it was before. */
  private static WriteModel<ExtractorInstance> keep(Beats beats) {
    Heard heard = beats.heard();
    List<Long> intervals = heard.intervals();
    List<Bson> updates =
        new ArrayList<>(
            List.of(
                min("firstBeat", heard.first()),
                max(LAST_BEAT, heard.last()),
                set("extractor", beats.extractor().value()),
                set("queue", heard.beat().queue()),
                setOnInsert("beats", (long) heard.beats()),
                setOnInsert(
                    "intervals",
                    intervals.subList(
                        Math.max(0, intervals.size() - KEPT_INTERVALS), intervals.size())),
                setOnInsert(WATCHED_SINCE, heard.first()),
                setOnInsert(WATCHED_UNTIL, heard.last())));
    if (heard.beat().version() != null) {
      updates.add(set("version", heard.beat().version()));
    }
    if (heard.beat().owner() != null) {
      updates.add(set("owner", heard.beat().owner()));
    }
    return new UpdateOneModel<>(
        eq(ID, heard.beat().instance().value()),
        combine(updates),
        new UpdateOptions().upsert(true));
  }

  @Override
  public Uni<Void> watchedUntil(Instant until) {
    return instances
        .updateMany(lt(WATCHED_UNTIL, until), set(WATCHED_UNTIL, until))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> watchAnew(Instant since, Instant lapsed) {
    return instances
        .updateMany(
            lt(WATCHED_UNTIL, lapsed),
            combine(set(WATCHED_SINCE, since), set(WATCHED_UNTIL, since)))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<ExtractorInstance>> notOffline() {
    List<@Nullable String> states =
        Arrays.asList(Liveness.ONLINE.name(), Liveness.LATE.name(), null);
    return instances.find(in(ANNOUNCED, states)).collect().asList();
  }

  @Override
  public Uni<List<ExtractorInstance>> all() {
    return instances.find().collect().asList();
  }

  @Override
  public Uni<List<ExtractorInstance>> find(Set<InstanceId> ids) {
    return instances.find(in(ID, ids.stream().map(InstanceId::value).toList())).collect().asList();
  }

  @Override
  public Uni<Void> announced(InstanceId id, @Nullable Liveness from, Liveness to) {
    return instances
        .updateOne(
            and(eq(ID, id.value()), eq(ANNOUNCED, from == null ? null : from.name())),
            set(ANNOUNCED, to.name()))
        .replaceWithVoid();
  }

  @Override
  public Uni<Long> forgetSilentSince(Instant before) {
    return instances
        .deleteMany(and(lt(LAST_BEAT, before), lt(WATCHED_SINCE, before)))
        .map(result -> result.getDeletedCount());
  }
}
