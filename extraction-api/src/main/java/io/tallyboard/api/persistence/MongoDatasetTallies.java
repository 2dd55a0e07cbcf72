package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Accumulators.first;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Aggregates;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.DatasetRollup.Group;
import io.tallyboard.api.domain.DatasetRollup.LastJob;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetTallies;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Groups what job-tracker writes, by the index of datasets. */
@ApplicationScoped
class MongoDatasetTallies implements DatasetTallies {
  private static final String COUNT = "count";
  private static final String NAME = "name";
  private static final String JOB = "job";

  private final Store store;

  MongoDatasetTallies(Store store) {
    this.store = store;
  }

  @Override
  public Uni<List<Group>> files(String dataset, Visibility visibility, int limit) {
    return store
        .documents(Collections.JOBS)
        .aggregate(stages(dataset, visibility, limit))
        .map(MongoDatasetTallies::group)
        .collect()
        .asList();
  }

  /** Jobs on the dataset itself belong to it too, but are on no file of it. */
  static List<Bson> stages(String dataset, Visibility visibility, int limit) {
    return List.of(
        Aggregates.match(
            and(
                eq(JobBson.DATASET, dataset),
                ne(JobBson.RESOURCE_ID, dataset),
                JobBson.visible(visibility, JobBson.USER))),
        Aggregates.sort(JobBson.NEWEST_FIRST),
        Aggregates.limit(limit),
        Aggregates.group(
            new Document("resource", "$resource").append("state", "$state"),
            sum(COUNT, 1),
            first(JOB, "$_id"),
            first(NAME, "$request.resourceName"),
            first(JobBson.EXTRACTOR, "$extractor"),
            first(JobBson.CREATED_AT, "$createdAt")));
  }

  private static Group group(Document found) {
    Document id = found.get(JobBson.ID, Document.class);
    Document resource = id.get("resource", Document.class);
    return new Group(
        new ResourceRef(resource.getString("type"), resource.getString("id")),
        Optional.ofNullable(found.getString(NAME)),
        found.get(COUNT, Number.class).longValue(),
        new LastJob(
            found.getString(JOB),
            JobState.valueOf(id.getString(JobBson.STATE)),
            found.getString(JobBson.EXTRACTOR),
            found.getDate(JobBson.CREATED_AT).toInstant()));
  }
}
