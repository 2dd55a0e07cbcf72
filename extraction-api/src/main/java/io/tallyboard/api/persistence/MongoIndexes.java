package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.StorePreparation;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.conversions.Bson;

/** The indexes of the collections that this service writes: one for each of its queries. */
@ApplicationScoped
class MongoIndexes implements StorePreparation {
  private static final Bson NEWEST_FIRST = descending(JobBson.CREATED_AT, JobBson.ID);
  private static final int INDEX_NOT_FOUND = 27;
  private static final Set<String> OLDER =
      Set.of("state_1_createdAt_1", "state_1_queue_1_priority_-1_request.user.id_1_createdAt_1");
  private static final Map<String, List<IndexModel>> INDEXES = new LinkedHashMap<>();

  static {
    INDEXES.put(
        Collections.SUBMISSIONS,
        List.of(
            // What is to be announced, and what is to be sent: what was is in neither.
            only(SubmissionState.ACCEPTED, ascending(SubmissionBson.STATE, JobBson.CREATED_AT)),
            only(
                SubmissionState.ANNOUNCED,
                compoundIndex(
                    ascending(SubmissionBson.STATE, SubmissionBson.QUEUE),
                    descending(SubmissionBson.PRIORITY),
                    ascending(SubmissionBson.USER_ID, JobBson.CREATED_AT))),
            // What was sent and has not started.
            new IndexModel(
                ascending(SubmissionBson.IN_FLIGHT, SubmissionBson.DISPATCHED_AT),
                new IndexOptions().sparse(true)),
            // What has no job record yet: little, whatever else is asked of it.
            index(compoundIndex(ascending(SubmissionBson.RECORDED), NEWEST_FIRST)),
            index(compoundIndex(ascending("resource.id", SubmissionBson.RECORDED), NEWEST_FIRST)),
            // Whose keys were used lately.
            new IndexModel(ascending(MongoLoopEvidence.LAST_USE), new IndexOptions().sparse(true)),
            new IndexModel(ascending(SubmissionBson.UNTOLD), new IndexOptions().sparse(true))));
    INDEXES.put(Collections.JOB_KEYS, List.of(index(ascending(MongoJobKeys.JOB))));
    INDEXES.put(
        Collections.FILES,
        List.of(index(ascending(MongoFiles.DATASET, JobBson.CREATED_AT, JobBson.ID))));
    INDEXES.put(
        Collections.DATASETS,
        List.of(
            index(NEWEST_FIRST),
            index(compoundIndex(ascending(MongoDatasets.CREATOR), NEWEST_FIRST))));
    INDEXES.put(
        Collections.RESULTS,
        List.of(
            index(ascending("jobId", JobBson.CREATED_AT, JobBson.ID)),
            index(ascending("resource.id", JobBson.CREATED_AT, JobBson.ID))));
    INDEXES.put(Collections.REQUEST_KEYS, List.of(index(ascending("at"))));
    INDEXES.put(
        Collections.ERROR_MESSAGES,
        List.of(
            index(descending(MongoErrorMessages.RECEIVED_AT, JobBson.ID)),
            index(ascending(MongoErrorMessages.DIGEST)),
            index(received(MongoErrorMessages.JOB)),
            index(received(MongoErrorMessages.FATE)),
            index(received(MongoErrorMessages.EXTRACTOR, MongoErrorMessages.FATE))));
    INDEXES.put(Collections.FOLLOW_UPS, List.of(index(ascending(MongoFollowUps.LOOK_AT))));
    INDEXES.put(
        Collections.ACTIONS,
        List.of(index(ascending(MongoManyActs.OPEN, MongoManyActs.HELD_UNTIL))));
    INDEXES.put(
        Collections.AUDIT,
        List.of(
            index(descending(MongoAudit.AT, JobBson.ID)),
            index(by(MongoAudit.BY)),
            index(by(MongoAudit.ACTION)),
            index(by(MongoAudit.TARGET))));
    INDEXES.put(
        Collections.API_KEYS,
        List.of(
            index(NEWEST_FIRST),
            new IndexModel(ascending("openedBy"), new IndexOptions().sparse(true)),
            new IndexModel(ascending("expiresAt"), new IndexOptions().sparse(true))));
  }

  private final Store store;

  MongoIndexes(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> prepare() {
    return Multi.createFrom()
        .iterable(INDEXES.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            entry -> store.documents(entry.getKey()).createIndexes(entry.getValue()))
        .collect()
        .last()
        .chain(this::dropOlder)
        .chain(() -> rankOlder(SubmissionState.ACCEPTED))
        .chain(() -> rankOlder(SubmissionState.ANNOUNCED));
  }

  /** Those that an earlier version accepted and did not send have no priority yet. */
  private Uni<Void> rankOlder(SubmissionState state) {
    return store
        .documents(Collections.SUBMISSIONS)
        .updateMany(
            and(eq(SubmissionBson.STATE, state.name()), eq(SubmissionBson.PRIORITY, null)),
            set(SubmissionBson.PRIORITY, Submission.STANDARD_PRIORITY))
        .replaceWithVoid();
  }

  /** What an earlier version indexed of all submissions, and each one sent would move in. */
  private Uni<Void> dropOlder() {
    return store
        .documents(Collections.SUBMISSIONS)
        .listIndexes()
        .map(index -> index.getString("name"))
        .filter(OLDER::contains)
        .onItem()
        .transformToUniAndConcatenate(
            name ->
                store
                    .documents(Collections.SUBMISSIONS)
                    .dropIndex(name)
                    .onFailure(MongoIndexes::gone)
                    .recoverWithNull())
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Another replica was faster. */
  private static boolean gone(Throwable failure) {
    return failure instanceof MongoCommandException told && told.getErrorCode() == INDEX_NOT_FOUND;
  }

  /** Entries of the audit of one value, the newest first. */
  private static Bson by(String field) {
    return compoundIndex(ascending(field), descending(MongoAudit.AT, JobBson.ID));
  }

  /** Messages of error queues of one value, the newest first. */
  private static Bson received(String... fields) {
    return compoundIndex(ascending(fields), descending(MongoErrorMessages.RECEIVED_AT, JobBson.ID));
  }

  /** Of submissions in that state. A partial index serves only queries for just this state. */
  private static IndexModel only(SubmissionState state, Bson keys) {
    return new IndexModel(
        keys,
        new IndexOptions()
            .name(state.name().toLowerCase(Locale.ROOT))
            .partialFilterExpression(eq(SubmissionBson.STATE, state.name())));
  }

  private static IndexModel index(Bson keys) {
    return new IndexModel(keys);
  }
}
