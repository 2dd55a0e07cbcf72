package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.StorePreparation;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;

/** The indexes of the collections that this service writes: one for each of its queries. */
@ApplicationScoped
class MongoIndexes implements StorePreparation {
  private static final Bson NEWEST_FIRST = descending(JobBson.CREATED_AT, JobBson.ID);
  private static final Map<String, List<IndexModel>> INDEXES = new LinkedHashMap<>();

  static {
    INDEXES.put(
        Collections.SUBMISSIONS,
        List.of(
            // What is to be sent.
            index(ascending(SubmissionBson.STATE, JobBson.CREATED_AT)),
            index(ascending(SubmissionBson.STATE, SubmissionBson.QUEUE, JobBson.CREATED_AT)),
            // What has no job record yet: little, whatever else is asked of it.
            index(compoundIndex(ascending(SubmissionBson.RECORDED), NEWEST_FIRST)),
            index(compoundIndex(ascending("resource.id", SubmissionBson.RECORDED), NEWEST_FIRST)),
            new IndexModel(ascending(SubmissionBson.KEY_HASHES), new IndexOptions().sparse(true))));
    INDEXES.put(
        Collections.RESULTS,
        List.of(
            index(ascending("jobId", JobBson.CREATED_AT, JobBson.ID)),
            index(ascending("resource.id", JobBson.CREATED_AT, JobBson.ID))));
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
        .replaceWithVoid();
  }

  private static IndexModel index(Bson keys) {
    return new IndexModel(keys);
  }
}
