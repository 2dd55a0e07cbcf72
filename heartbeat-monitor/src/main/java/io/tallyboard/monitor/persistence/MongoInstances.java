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

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
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
import java.util.function.Function;
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
  private static final String ANNOUNCED = "announced";
  private static final int KEPT_INTERVALS = 5;

  private final ReactiveMongoCollection<ExtractorInstance> instances;

  MongoInstances(Stored stored) {
    this.instances = stored.instances();
  }

  /** Of what is known already one write each is enough, which one replica's is. */
  @Override
  public Uni<Void> add(List<Beats> beats) {
    if (beats.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return bulk(beats, MongoInstances::count)
        .chain(
            result ->
                result.getMatchedCount() == beats.size()
                    ? Uni.createFrom().voidItem()
                    : bulk(beats, MongoInstances::keep).replaceWithVoid());
  }

  private Uni<BulkWriteResult> bulk(
      List<Beats> beats, Function<Beats, WriteModel<ExtractorInstance>> write) {
    return instances.bulkWrite(
        beats.stream().map(write).toList(), new BulkWriteOptions().ordered(false));
  }

  /** Counts beats of an instance that is known, unless another replica has counted them. */
  private static WriteModel<ExtractorInstance> count(Beats beats) {
    Heard heard = beats.heard();
    List<Bson> updates = described(beats);
    updates.add(inc("beats", (long) heard.beats()));
    if (!heard.intervals().isEmpty()) {
      updates.add(
          pushEach("intervals", heard.intervals(), new PushOptions().slice(-KEPT_INTERVALS)));
    }
    Instant uncounted = heard.first().minus(Rhythms.REPEAT);
    return new UpdateOneModel<>(
        and(eq(ID, heard.beat().instance().value()), lt(LAST_BEAT, uncounted)), combine(updates));
  }

  /** After {@link #count}, which must find the last beat as it was before. */
  private static WriteModel<ExtractorInstance> keep(Beats beats) {
    Heard heard = beats.heard();
    List<Long> intervals = heard.intervals();
    List<Bson> updates = described(beats);
    updates.add(min("firstBeat", heard.first()));
    updates.add(setOnInsert("beats", (long) heard.beats()));
    updates.add(
        setOnInsert(
            "intervals",
            intervals.subList(Math.max(0, intervals.size() - KEPT_INTERVALS), intervals.size())));
    return new UpdateOneModel<>(
        eq(ID, heard.beat().instance().value()),
        combine(updates),
        new UpdateOptions().upsert(true));
  }

  private static List<Bson> described(Beats beats) {
    Heard heard = beats.heard();
    List<Bson> updates =
        new ArrayList<>(
            List.of(
                max(LAST_BEAT, heard.last()),
                set("extractor", beats.extractor().value()),
                set("queue", heard.beat().queue())));
    if (heard.beat().version() != null) {
      updates.add(set("version", heard.beat().version()));
    }
    if (heard.beat().owner() != null) {
      updates.add(set("owner", heard.beat().owner()));
    }
    return updates;
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
  public Uni<Long> forgetSilentSince(Instant before, boolean watched) {
    Bson silent = lt(LAST_BEAT, before);
    return instances
        .deleteMany(watched ? silent : and(silent, eq(ANNOUNCED, Liveness.OFFLINE.name())))
        .map(result -> result.getDeletedCount());
  }
}
