package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.DatasetStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/** Datasets. */
@ApplicationScoped
class MongoDatasets implements DatasetStore {
  static final String CREATOR = "createdBy.id";

  /** Panache's view of the collection. */
  @ApplicationScoped
  static class Documents implements ReactivePanacheMongoRepositoryBase<DatasetDocument, String> {}

  private final Documents documents;
  private final InstantSource clock;

  MongoDatasets(Documents documents, InstantSource clock) {
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public Uni<Dataset> add(NewDataset dataset) {
    return documents
        .persist(
            new DatasetDocument(
                new ObjectId().toHexString(),
                dataset.name(),
                dataset.description(),
                dataset.space(),
                dataset.createdBy(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                dataset.job()))
        .map(DatasetDocument::toDataset);
  }

  @Override
  public Uni<Optional<Dataset>> byId(String id, Visibility visibility) {
    return documents
        .find(and(eq(JobBson.ID, id), JobBson.visible(visibility, CREATOR)))
        .firstResult()
        .map(found -> Optional.ofNullable(found).map(DatasetDocument::toDataset));
  }

  @Override
  public Uni<Map<String, Dataset>> byIds(Collection<String> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : documents
            .find(in(JobBson.ID, ids))
            .list()
            .map(
                found ->
                    found.stream()
                        .map(DatasetDocument::toDataset)
                        .collect(Collectors.toMap(Dataset::id, Function.identity())));
  }

  @Override
  public Uni<List<Dataset>> page(Visibility visibility, Optional<PagePoint> after, int limit) {
    Bson behind = after.map(JobBson::after).orElseGet(() -> empty());
    return documents
        .find(and(JobBson.visible(visibility, CREATOR), behind), JobBson.NEWEST_FIRST)
        .range(0, limit - 1)
        .list()
        .map(found -> found.stream().map(DatasetDocument::toDataset).toList());
  }
}
