package io.tallyboard.tracker.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.ingest.QueuePositions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Positions in MongoDB: each value only rises, whoever writes it. */
@ApplicationScoped
class MongoQueuePositions implements QueuePositions {
  private static final int MAX_GAPS = 100;
  private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

  private final ReactiveMongoCollection<QueuePosition> positions;

  MongoQueuePositions(TrackerDatabase database) {
    this.positions = database.queuePositions();
  }

  @Override
  public Uni<Optional<QueuePosition>> of(String queue) {
    return positions.find(Filters.eq("_id", queue)).collect().first().map(Optional::ofNullable);
  }

  @Override
  public Uni<List<QueuePosition>> all() {
    return positions.find().collect().asList();
  }

  /** One that is further on already stays; its digest and times are those of its own place. */
  @Override
  public Uni<Void> foldedThrough(String queue, Through through) {
    List<Bson> sets =
        new ArrayList<>(
            List.of(
                Updates.set("foldedThrough", through.seq()),
                Updates.set("digest", through.digest()),
                Updates.max("receivedAt", through.receivedAt())));
    if (through.liveAt() != null) {
      sets.add(Updates.max("liveAt", through.liveAt()));
    }
    Bson behind =
        Filters.and(
            Filters.eq("_id", queue),
            // No epoch stands for the first.
            Filters.eq("epoch", through.epoch() == 0 ? null : through.epoch()),
            Filters.lt("foldedThrough", through.seq()));
    Uni<Long> raise =
        positions.updateOne(behind, Updates.combine(sets)).map(UpdateResult::getMatchedCount);
    return raise.chain(
        matched ->
            matched > 0
                ? Uni.createFrom().voidItem()
                : first(queue).chain(() -> raise).replaceWithVoid());
  }

  /** The queue's document, so that there is one to raise. */
  private Uni<Void> first(String queue) {
    return positions
        .updateOne(Filters.eq("_id", queue), Updates.setOnInsert("foldedThrough", -1L), OR_INSERT)
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> live(String queue, Instant liveAt) {
    return positions
        .updateOne(Filters.eq("_id", queue), Updates.max("liveAt", liveAt))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> passedThrough(String queue, long seq) {
    return first(queue)
        .chain(
            () -> positions.updateOne(Filters.eq("_id", queue), Updates.max("passedThrough", seq)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> gap(String queue, QueuePosition.Gap gap) {
    Bson unknown =
        Filters.and(
            Filters.eq("_id", queue),
            Filters.nor(
                Filters.elemMatch(
                    "gaps",
                    Filters.and(Filters.eq("log", gap.log()), Filters.eq("to", gap.to())))));
    return first(queue)
        .chain(
            () ->
                positions.updateOne(
                    unknown,
                    Updates.pushEach("gaps", List.of(gap), new PushOptions().slice(-MAX_GAPS))))
        .map(done -> done.getMatchedCount() > 0);
  }

  @Override
  public Uni<Void> begin(String queue, int epoch, Beginning beginning) {
    Bson before =
        Filters.and(
            Filters.eq("_id", queue),
            Filters.or(Filters.eq("epoch", null), Filters.lt("epoch", epoch)));
    return first(queue)
        .chain(
            () ->
                positions.updateOne(
                    before,
                    Updates.combine(
                        Updates.set("epoch", epoch),
                        Updates.set("foldedThrough", beginning.after()),
                        beginning.digest() == null
                            ? Updates.unset("digest")
                            : Updates.set("digest", beginning.digest()))))
        .replaceWithVoid();
  }
}
