package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Newcomer;
import io.tallyboard.api.domain.port.HeadEvidence;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** By when an instance was first heard, a key was used last, and a job's record was written. */
@ApplicationScoped
class MongoHeadEvidence implements HeadEvidence {
  private static final String FIRST_BEAT = "firstBeat";
  private static final String QUEUE = "queue";
  private static final String EXTRACTOR = "extractor";

  private final Store store;

  MongoHeadEvidence(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Newcomer>> newcomers(Collection<String> queues, Instant since, int limit) {
    return store
        .documents(Collections.EXTRACTOR_INSTANCES)
        .find(
            new FindOptions()
                .filter(and(gte(FIRST_BEAT, since), in(QUEUE, queues)))
                .projection(Projections.include(FIRST_BEAT, QUEUE, EXTRACTOR))
                .sort(Sorts.descending(FIRST_BEAT))
                .limit(limit))
        .map(
            found ->
                new Newcomer(
                    found.getString(QUEUE),
                    found.getString(EXTRACTOR),
                    found.getDate(FIRST_BEAT).toInstant()))
        .collect()
        .asList();
  }

  @Override
  public Uni<Boolean> worked(String queue, Collection<String> extractors, Instant since) {
    Bson used = and(gte(MongoLoopEvidence.LAST_USE, since), eq(SubmissionBson.QUEUE, queue));
    return any(Collections.SUBMISSIONS, used)
        .chain(
            found ->
                found
                    ? Uni.createFrom().item(true)
                    : any(Collections.JOBS, begun(extractors, since)));
  }

  /** A record is written after whatever it tells of. */
  private static Bson begun(Collection<String> extractors, Instant since) {
    return and(
        gte(Job.CHANGED_AT, since), in(EXTRACTOR, extractors), gte("attempts.startedAt", since));
  }

  private Uni<Boolean> any(String collection, Bson filter) {
    return store
        .documents(collection)
        .find(new FindOptions().filter(filter).projection(Projections.include(JobBson.ID)).limit(1))
        .collect()
        .first()
        .map((Document found) -> found != null);
  }
}
