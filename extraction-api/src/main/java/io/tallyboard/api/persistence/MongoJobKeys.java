package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.rename;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobKey;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The keys of jobs: hashes in their submissions, and the jobs' records. */
@ApplicationScoped
class MongoJobKeys implements JobKeyStore {
  private static final String FINISHED_AT = "finishedAt";

  private final Store store;

  MongoJobKeys(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Optional<JobKey>> byHash(String hash) {
    Bson of = or(eq(SubmissionBson.KEY_HASHES, hash), eq(SubmissionBson.REVOKED_HASHES, hash));
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(of)
                .projection(
                    Projections.include(
                        SubmissionBson.REVOKED_HASHES,
                        SubmissionBson.REVOKED_WHY,
                        SubmissionBson.KEYED_AT)))
        .collect()
        .first()
        .chain(
            found ->
                found == null ? Uni.createFrom().item(Optional.<JobKey>empty()) : key(found, hash));
  }

  private Uni<Optional<JobKey>> key(Document keys, String hash) {
    String id = keys.getString(JobBson.ID);
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
                                    moment(keys, SubmissionBson.KEYED_AT),
                                    revoked(keys, hash),
                                    end))));
  }

  private static Optional<String> revoked(Document keys, String hash) {
    @Nullable List<String> revoked = keys.getList(SubmissionBson.REVOKED_HASHES, String.class);
    return revoked != null && revoked.contains(hash)
        ? Optional.of(keys.get(SubmissionBson.REVOKED_WHY, "This key was taken back."))
        : Optional.empty();
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
                        state -> moment(job, FINISHED_AT).map(at -> new JobKey.End(state, at))));
  }

  private static Optional<Instant> moment(Document document, String field) {
    return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
  }

  @Override
  public Uni<Boolean> revoke(String jobId, String why, Instant at) {
    return store
        .documents(Collections.SUBMISSIONS)
        .updateOne(
            and(eq(JobBson.ID, jobId), exists(SubmissionBson.KEY_HASHES)),
            combine(
                rename(SubmissionBson.KEY_HASHES, SubmissionBson.REVOKED_HASHES),
                set(SubmissionBson.REVOKED_AT, at),
                set(SubmissionBson.REVOKED_WHY, why)))
        .map(result -> result.getModifiedCount() > 0);
  }
}
