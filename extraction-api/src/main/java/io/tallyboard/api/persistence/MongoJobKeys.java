package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobKey;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The hashes of the keys of jobs, a document each: minting many is one insert. */
@ApplicationScoped
class MongoJobKeys implements JobKeyStore {
  /** Whose it is. */
  static final String JOB = "jobId";

  static final String MINTED_AT = "at";
  private static final String MESSAGE = "message";
  private static final String REVOKED_AT = "revokedAt";
  private static final String REVOKED_WHY = "revokedWhy";
  private static final String FINISHED_AT = "finishedAt";
  private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);

  private final Store store;

  MongoJobKeys(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Void> add(List<Minted> keys) {
    return keys.isEmpty()
        ? Uni.createFrom().voidItem()
        : keys()
            .insertMany(keys.stream().map(MongoJobKeys::document).toList(), ANY_ORDER)
            .replaceWithVoid();
  }

  private static Document document(Minted key) {
    return new Document(JobBson.ID, key.hash())
        .append(JOB, key.jobId())
        .append(MESSAGE, key.message())
        .append(MINTED_AT, Date.from(key.at()));
  }

  @Override
  public Uni<Void> forget(Collection<String> hashes) {
    return hashes.isEmpty()
        ? Uni.createFrom().voidItem()
        : keys().deleteMany(in(JobBson.ID, hashes)).replaceWithVoid();
  }

  @Override
  public Uni<Optional<JobKey>> byHash(String hash) {
    return keys()
        .find(eq(JobBson.ID, hash))
        .collect()
        .first()
        .chain(
            found -> found == null ? Uni.createFrom().item(Optional.<JobKey>empty()) : key(found));
  }

  private Uni<Optional<JobKey>> key(Document key) {
    String id = key.getString(JOB);
    Uni<Submission> job =
        store
            .collection(Collections.SUBMISSIONS, Submission.class)
            .find(eq(JobBson.ID, id))
            .collect()
            .first();
    return job.chain(
        found ->
            found == null
                ? Uni.createFrom().item(Optional.empty())
                : end(id)
                    .map(
                        end ->
                            Optional.of(
                                new JobKey(
                                    found,
                                    key.getDate(MINTED_AT).toInstant(),
                                    Optional.ofNullable(key.getString(REVOKED_WHY)),
                                    end))));
  }

  private Uni<Optional<JobKey.End>> end(String id) {
    return store
        .documents(Collections.JOBS)
        .find(
            new FindOptions()
                .filter(eq(JobBson.ID, id))
                .projection(Projections.include(JobBson.STATE, FINISHED_AT)))
        .collect()
        .first()
        .map(
            job ->
                Optional.ofNullable(job)
                    .map(j -> JobState.valueOf(j.getString(JobBson.STATE)))
                    .filter(JobState::finished)
                    .flatMap(
                        state ->
                            Optional.ofNullable(job.getDate(FINISHED_AT))
                                .map(at -> new JobKey.End(state, at.toInstant()))));
  }

  @Override
  public Uni<Optional<String>> latest(String jobId) {
    return keys()
        .find(
            new FindOptions()
                .filter(eq(JOB, jobId))
                .sort(Sorts.descending(MESSAGE, MINTED_AT))
                .limit(1))
        .collect()
        .first()
        .map(key -> Optional.ofNullable(key).map(k -> k.getString(JobBson.ID)));
  }

  @Override
  public Uni<Boolean> revoke(String jobId, String why, Instant at) {
    return keys()
        .updateMany(
            and(eq(JOB, jobId), eq(REVOKED_AT, null)),
            combine(set(REVOKED_AT, at), set(REVOKED_WHY, why)))
        .map(result -> result.getModifiedCount() > 0);
  }

  private ReactiveMongoCollection<Document> keys() {
    return store.documents(Collections.JOB_KEYS);
  }
}
