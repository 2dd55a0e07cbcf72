package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.tallyboard.api.persistence.SubmissionWrites.unchanged;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.Withdrawal;
import io.tallyboard.api.domain.Withdrawal.Grip;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Submissions, as the dispatcher sees them. Each write is conditional on the version read. */
@ApplicationScoped
class MongoOutbox implements Outbox {
  private static final int BATCH = 500;
  private static final int TRIES = 4;
  private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
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
  public Uni<Void> acceptAll(List<Submission> all) {
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : submissions()
            .insertMany(all, new InsertManyOptions().ordered(false))
            .replaceWithVoid()
            .onFailure(Duplicates::told)
            .recoverWithNull();
  }

  @Override
  public Uni<Set<String>> known(Collection<String> jobIds) {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(in(JobBson.ID, jobIds))
                .projection(Projections.include(JobBson.ID)))
        .map((Document s) -> s.getString(JobBson.ID))
        .collect()
        .asList()
        .map(Set::copyOf);
  }

  @Override
  public Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until) {
    Bson free = and(unchanged(read), SubmissionBson.unclaimed(now));
    Bson taken = combine(inc(SubmissionBson.VERSION, 1L), set(SubmissionBson.CLAIMED_UNTIL, until));
    return submissions().findOneAndUpdate(free, taken, AFTER).map(Optional::ofNullable);
  }

  @Override
  public Uni<Optional<Submission>> write(Submission held, Submission next, Instant heldUntil) {
    return submissions()
        .findOneAndUpdate(unchanged(held), SubmissionWrites.update(next, heldUntil), AFTER)
        .map(Optional::ofNullable);
  }

  @Override
  public Uni<List<Submission>> writeAll(List<Change> changes, Instant now) {
    if (changes.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    SubmissionWrites writes = new SubmissionWrites(changes, now);
    return submissions()
        .bulkWrite(writes.together(), ANY_ORDER)
        .chain(
            done ->
                done.getMatchedCount() == changes.size()
                    ? Uni.createFrom().item(changes.stream().map(Change::next).toList())
                    : written(changes, writes.writer()))
        .onFailure()
        .recoverWithUni(() -> oneByOne(writes));
  }

  /**
   * The driver repeats a write of one document when the store elects another primary, but none of
   * many. What was written before the failure does not match a second time, and is ours all the same.
   */
  private Uni<List<Submission>> oneByOne(SubmissionWrites writes) {
    return submissions()
        .bulkWrite(writes.oneByOne(), ANY_ORDER)
        .chain(done -> written(writes.changes(), writes.writer()));
  }

  /** How many were written is told at once, but not which. */
  private Uni<List<Submission>> written(List<Change> changes, String writer) {
    List<String> ids = changes.stream().map(change -> change.read().jobId()).toList();
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, ids), eq(SubmissionBson.WRITER, writer)))
                .projection(Projections.include(JobBson.ID)))
        .map((Document s) -> s.getString(JobBson.ID))
        .collect()
        .with(Collectors.toSet())
        .map(
            ours ->
                changes.stream()
                    .map(Change::next)
                    .filter(next -> ours.contains(next.jobId()))
                    .toList());
  }

  @Override
  public Uni<List<Submission>> unannounced(Instant now, int limit) {
    return submissions()
        .find(
            new FindOptions()
                .filter(and(stateIs(SubmissionState.ACCEPTED), SubmissionBson.unclaimed(now)))
                .sort(Sorts.ascending(JobBson.CREATED_AT))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<String>> awaitedQueues() {
    return submissions()
        .distinct(SubmissionBson.QUEUE, stateIs(SubmissionState.ANNOUNCED), String.class)
        .collect()
        .asList();
  }

  private static Bson stateIs(SubmissionState state) {
    return eq(SubmissionBson.STATE, state.name());
  }

  @Override
  public Uni<Withdrawal> cancel(String jobId, Instant now) {
    return cancel(jobId, now, TRIES);
  }

  private Uni<Withdrawal> cancel(String jobId, Instant now, int tries) {
    return byId(jobId)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return withdrawal(Grip.UNKNOWN, found);
              }
              Submission read = found.get();
              return switch (read.state()) {
                case DISPATCHED -> withdrawal(Grip.SENT, found);
                case CANCELLED -> Uni.createFrom().item(Withdrawal.of(read));
                case ACCEPTED, ANNOUNCED ->
                    take(read, now)
                        .chain(
                            taken -> {
                              if (taken.isPresent()) {
                                return Uni.createFrom().item(Withdrawal.of(taken.get()));
                              }
                              return tries > 1
                                  ? cancel(jobId, now, tries - 1)
                                  : withdrawal(Grip.BEING_SENT, found);
                            });
              };
            });
  }

  private static Uni<Withdrawal> withdrawal(Grip grip, Optional<Submission> submission) {
    return Uni.createFrom().item(new Withdrawal(grip, submission));
  }

  /** Who holds it and has not begun to send finds it changed, and does not begin. */
  private Uni<Optional<Submission>> take(Submission read, Instant now) {
    Submission next = SubmissionLife.cancelled(read);
    Bson free =
        SubmissionLife.sending(read)
            ? and(unchanged(read), SubmissionBson.unclaimed(now))
            : unchanged(read);
    Bson taken =
        combine(
            set(SubmissionBson.STATE, next.state().name()),
            set(SubmissionBson.VERSION, next.version()),
            set(SubmissionBson.UNTOLD, now),
            unset(SubmissionBson.WAITING));
    return submissions().findOneAndUpdate(free, taken, AFTER).map(Optional::ofNullable);
  }

  @Override
  public Uni<List<Submission>> untold(Instant before, int limit) {
    return submissions()
        .find(new FindOptions().filter(lte(SubmissionBson.UNTOLD, before)).limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<Void> told(String jobId) {
    return submissions()
        .updateOne(eq(JobBson.ID, jobId), unset(SubmissionBson.UNTOLD))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<Submission>> reopen(String jobId) {
    return byId(jobId)
        .chain(
            found ->
                found
                    .filter(s -> s.state() == SubmissionState.DISPATCHED)
                    .map(s -> write(s, SubmissionLife.reopened(s), Instant.EPOCH))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  /** The version stays: who is sending one must be able to say so. */
  @Override
  public Uni<Long> prioritise(Collection<String> jobIds, int priority) {
    return submissions()
        .updateMany(
            and(in(JobBson.ID, jobIds), in(SubmissionBson.STATE, SubmissionBson.UNSENT)),
            set(SubmissionBson.PRIORITY, priority))
        .map(UpdateResult::getMatchedCount);
  }

  private Uni<Optional<Submission>> byId(String jobId) {
    return submissions().find(eq(JobBson.ID, jobId)).collect().first().map(Optional::ofNullable);
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
    return count(SubmissionState.ACCEPTED)
        .chain(accepted -> count(SubmissionState.ANNOUNCED).map(announced -> accepted + announced));
  }

  private Uni<Long> count(SubmissionState state) {
    return submissions().countDocuments(stateIs(state));
  }

  private ReactiveMongoCollection<Submission> submissions() {
    return store.collection(Collections.SUBMISSIONS, Submission.class);
  }
}
