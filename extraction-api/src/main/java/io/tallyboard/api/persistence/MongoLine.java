package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Each question is answered by one index: state, queue, priority, user, age. */
@ApplicationScoped
class MongoLine implements Line {
  private static final int MOST = 50_000;
  private static final CountOptions COUNTED = new CountOptions().limit(MOST);

  private final Store store;

  MongoLine(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Boolean> waits(String queue, Instant now) {
    return submissions()
        .find(
            new FindOptions()
                .filter(and(announced(queue), SubmissionBson.unclaimed(now)))
                .projection(Projections.include(JobBson.ID))
                .limit(1))
        .collect()
        .first()
        .map(Objects::nonNull);
  }

  @Override
  public Uni<List<Integer>> priorities(String queue) {
    return submissions()
        .distinct(SubmissionBson.PRIORITY, announced(queue), Integer.class)
        .collect()
        .asList();
  }

  @Override
  public Uni<List<String>> users(String queue, int priority) {
    return submissions()
        .distinct(SubmissionBson.USER_ID, waiting(queue, priority), String.class)
        .collect()
        .asList();
  }

  @Override
  public Uni<List<Submission>> oldest(
      String queue, int priority, String user, Instant now, int limit) {
    return store
        .collection(Collections.SUBMISSIONS, Submission.class)
        .find(
            new FindOptions()
                .filter(
                    and(
                        waiting(queue, priority),
                        eq(SubmissionBson.USER_ID, user),
                        SubmissionBson.unclaimed(now)))
                .sort(Sorts.ascending(JobBson.CREATED_AT))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<InFlight>> inFlight(String queue, int limit) {
    return submissions()
        .find(
            new FindOptions()
                .filter(eq(SubmissionBson.IN_FLIGHT, queue))
                .sort(Sorts.ascending(SubmissionBson.DISPATCHED_AT))
                .projection(
                    Projections.include(SubmissionBson.USER_ID, SubmissionBson.DISPATCHED_AT))
                .limit(limit))
        .map(MongoLine::inFlight)
        .collect()
        .asList();
  }

  private static InFlight inFlight(Document s) {
    Date sentAt = s.getDate(SubmissionBson.DISPATCHED_AT);
    String user = s.getEmbedded(List.of("request", "user", "id"), "");
    return new InFlight(
        s.getString(JobBson.ID), user, sentAt == null ? Instant.EPOCH : sentAt.toInstant());
  }

  @Override
  public Uni<List<String>> flying() {
    return submissions()
        // As a range, not as "exists": so the store hops from name to name in the index.
        .distinct(SubmissionBson.IN_FLIGHT, gt(SubmissionBson.IN_FLIGHT, ""), String.class)
        .collect()
        .asList();
  }

  @Override
  public Uni<Map<String, Long>> landed(Collection<String> jobIds) {
    return submissions()
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, jobIds), exists(SubmissionBson.IN_FLIGHT)))
                .projection(Projections.include(SubmissionBson.IN_FLIGHT)))
        .collect()
        .asList()
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.groupingBy(
                            s -> s.getString(SubmissionBson.IN_FLIGHT),
                            Collectors.mapping(s -> s.getString(JobBson.ID), Collectors.toList()))))
        .onItem()
        .transformToMulti(byQueue -> Multi.createFrom().iterable(byQueue.entrySet()))
        .onItem()
        .transformToUniAndConcatenate(
            entry ->
                landed(entry.getKey(), entry.getValue()).map(n -> Map.entry(entry.getKey(), n)))
        .filter(entry -> entry.getValue() > 0)
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** Of several replicas that are told of the same start one counts it. */
  private Uni<Long> landed(String queue, List<String> ids) {
    return submissions()
        .updateMany(
            and(in(JobBson.ID, ids), eq(SubmissionBson.IN_FLIGHT, queue)),
            unset(SubmissionBson.IN_FLIGHT))
        .map(UpdateResult::getModifiedCount);
  }

  @Override
  public Uni<Long> higher(String queue, int priority) {
    return submissions()
        .countDocuments(and(announced(queue), gt(SubmissionBson.PRIORITY, priority)), COUNTED);
  }

  @Override
  public Uni<Long> older(Submission than, String user) {
    return submissions()
        .countDocuments(
            and(
                waiting(than.queue(), than.priority()),
                eq(SubmissionBson.USER_ID, user),
                lt(JobBson.CREATED_AT, than.createdAt())),
            COUNTED);
  }

  @Override
  public Uni<Map<String, Long>> counts(String queue, int priority) {
    return submissions()
        .aggregate(
            List.of(
                Aggregates.match(waiting(queue, priority)),
                Aggregates.limit(MOST),
                Aggregates.group("$" + SubmissionBson.USER_ID, Accumulators.sum("n", 1))))
        .filter(group -> group.getString(JobBson.ID) != null)
        .collect()
        .asMap(
            group -> group.getString(JobBson.ID),
            group -> group.get("n", Number.class).longValue());
  }

  private static Bson announced(String queue) {
    return and(
        eq(SubmissionBson.STATE, SubmissionState.ANNOUNCED.name()),
        eq(SubmissionBson.QUEUE, queue));
  }

  private static Bson waiting(String queue, int priority) {
    return and(announced(queue), eq(SubmissionBson.PRIORITY, priority));
  }

  private ReactiveMongoCollection<Document> submissions() {
    return store.documents(Collections.SUBMISSIONS);
  }
}
