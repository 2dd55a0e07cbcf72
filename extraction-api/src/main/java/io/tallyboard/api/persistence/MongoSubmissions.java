package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.JobRecords;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Submissions, as those see them who ask about jobs. */
@ApplicationScoped
class MongoSubmissions implements SubmissionRecords {
  private static final int BATCH = 200;

  private final Store store;
  private final JobRecords jobs;

  MongoSubmissions(Store store, JobRecords jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  @Override
  public Uni<List<Submission>> unrecorded(JobQuery query) {
    FindOptions options =
        new FindOptions()
            .filter(and(SubmissionBson.unrecorded(), JobBson.matching(query)))
            .sort(JobBson.NEWEST_FIRST);
    return submissions()
        .find(options)
        .group()
        .intoLists()
        .of(BATCH)
        .onItem()
        .transformToUniAndConcatenate(this::withoutRecord)
        .onItem()
        .<Submission>transformToIterable(some -> some)
        .select()
        .first(query.oneMore())
        .collect()
        .asList();
  }

  /** The mark may lag behind: the records themselves decide. */
  private Uni<List<Submission>> withoutRecord(List<Submission> some) {
    return jobs.recorded(some.stream().map(Submission::jobId).toList())
        .map(known -> some.stream().filter(s -> !known.contains(s.jobId())).toList());
  }

  @Override
  public Uni<Optional<Submission>> byId(String jobId, Visibility visibility) {
    return first(and(eq(JobBson.ID, jobId), JobBson.visible(visibility, JobBson.USER)));
  }

  @Override
  public Uni<Optional<Submission>> byKey(String keyHash) {
    return first(eq(SubmissionBson.KEY_HASHES, keyHash));
  }

  private Uni<Optional<Submission>> first(Bson filter) {
    return submissions().find(filter).collect().first().map(Optional::ofNullable);
  }

  @Override
  public Uni<Map<String, String>> waiting(Collection<String> jobIds) {
    return store
        .documents(Collections.SUBMISSIONS)
        .find(
            new FindOptions()
                .filter(and(in(JobBson.ID, jobIds), ne(SubmissionBson.WAITING, null)))
                .projection(Projections.include(SubmissionBson.WAITING)))
        .collect()
        .asMap(
            (Document s) -> s.getString(JobBson.ID),
            (Document s) -> s.getString(SubmissionBson.WAITING));
  }

  private ReactiveMongoCollection<Submission> submissions() {
    return store.collection(Collections.SUBMISSIONS, Submission.class);
  }
}
