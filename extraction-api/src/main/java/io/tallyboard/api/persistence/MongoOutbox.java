package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Submissions, as the dispatcher sees them. Each write is conditional on the version read. */
@ApplicationScoped
class MongoOutbox implements Outbox {
  private static final int BATCH = 500;
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final Store store;
  private final JobRecords jobs;

  MongoOutbox(Store store, JobRecords jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  @Override
  public Uni<Void> accept(Submission submission) {
    return submissions().insertOne(submission).replaceWithVoid();
  }

  @Override
  public Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until) {
    Bson free = and(unchanged(read), SubmissionBson.unclaimed(now));
    Bson taken = combine(inc(SubmissionBson.VERSION, 1L), set(SubmissionBson.CLAIMED_UNTIL, until));
    return submissions().findOneAndUpdate(free, taken, AFTER).map(Optional::ofNullable);
  }

  @Override
  public Uni<Optional<Submission>> write(Submission held, Submission next, Instant heldUntil) {
    List<Bson> updates = new ArrayList<>();
    updates.add(set(SubmissionBson.STATE, next.state().name()));
    updates.add(set(SubmissionBson.DISPATCHES, next.dispatches()));
    updates.add(set(SubmissionBson.VERSION, next.version()));
    updates.add(setOrUnset(SubmissionBson.WAITING, next.waiting()));
    updates.add(setOrUnset(SubmissionBson.KEY_HASH, next.keyHash()));
    updates.add(setOrUnset(SubmissionBson.DISPATCHED_AT, next.dispatchedAt()));
    updates.add(set(SubmissionBson.CLAIMED_UNTIL, heldUntil));
    if (next.keyHash() != null) {
      updates.add(addToSet(SubmissionBson.KEY_HASHES, next.keyHash()));
    } else if (held.keyHash() != null) {
      updates.add(pull(SubmissionBson.KEY_HASHES, held.keyHash()));
    }
    return submissions()
        .findOneAndUpdate(unchanged(held), combine(updates), AFTER)
        .map(Optional::ofNullable);
  }

  private static Bson unchanged(Submission read) {
    return and(eq(JobBson.ID, read.jobId()), eq(SubmissionBson.VERSION, read.version()));
  }

  private static Bson setOrUnset(String field, @Nullable Object value) {
    return value == null ? unset(field) : set(field, value);
  }

  @Override
  public Uni<List<Submission>> due(SubmissionState state, Instant now, int limit) {
    return oldest(eq(SubmissionBson.STATE, state.name()), now, limit);
  }

  @Override
  public Uni<List<Submission>> dueFor(String queue, Instant now, int limit) {
    return oldest(and(announced(), eq(SubmissionBson.QUEUE, queue)), now, limit);
  }

  private Uni<List<Submission>> oldest(Bson filter, Instant now, int limit) {
    return submissions()
        .find(
            new FindOptions()
                .filter(and(filter, SubmissionBson.unclaimed(now)))
                .sort(Sorts.ascending(JobBson.CREATED_AT))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<String>> awaitedQueues() {
    return submissions()
        .distinct(SubmissionBson.QUEUE, announced(), String.class)
        .collect()
        .asList();
  }

  private static Bson announced() {
    return eq(SubmissionBson.STATE, SubmissionState.ANNOUNCED.name());
  }

  @Override
  public Uni<Void> noteRecorded() {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(SubmissionBson.unrecorded())
                .projection(Projections.include(JobBson.ID)))
        .map((Document s) -> s.getString(JobBson.ID))
        .group()
        .intoLists()
        .of(BATCH)
        .onItem()
        .transformToUniAndConcatenate(this::noteRecorded)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> noteRecorded(List<String> ids) {
    return jobs.recorded(ids)
        .chain(
            known ->
                known.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : submissions()
                        .updateMany(in(JobBson.ID, known), set(SubmissionBson.RECORDED, true))
                        .replaceWithVoid());
  }

  @Override
  public Uni<Long> unsent() {
    List<String> states =
        List.of(SubmissionState.ACCEPTED.name(), SubmissionState.ANNOUNCED.name());
    return submissions().countDocuments(in(SubmissionBson.STATE, states));
  }

  private ReactiveMongoCollection<Submission> submissions() {
    return store.collection(Collections.SUBMISSIONS, Submission.class);
  }
}
