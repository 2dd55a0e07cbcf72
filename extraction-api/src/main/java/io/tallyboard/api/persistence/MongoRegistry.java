package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** Reads what heartbeat-monitor writes; the indexes are its own. */
@ApplicationScoped
class MongoRegistry implements Registry {
  private static final String VERSION = "version";

  private final Store store;

  MongoRegistry(Store store) {
    this.store = store;
  }

  @Override
  public Uni<Optional<ExtractorInfo>> byName(String name) {
    return extractors().find(eq("_id", name)).collect().first().map(Optional::ofNullable);
  }

  @Override
  public Uni<List<ExtractorInfo>> all(int limit) {
    return extractors()
        .find(new FindOptions().sort(Sorts.ascending("_id")).limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<List<ExtractorInstance>> instances(Instant since, int limit) {
    return store
        .collection(Collections.EXTRACTOR_INSTANCES, ExtractorInstance.class)
        .find(
            new FindOptions()
                .filter(gte("lastBeat", since))
                .sort(Sorts.descending("lastBeat"))
                .limit(limit))
        .collect()
        .asList();
  }

  @Override
  public Uni<Watched> watched() {
    return store
        .collection(Collections.WATCHES, Watched.class)
        .find(eq("_id", Watched.BEATS))
        .collect()
        .first()
        .onItem()
        .ifNull()
        .continueWith(Watched::never);
  }

  @Override
  public Uni<Map<String, String>> versions(Collection<String> names) {
    return store
        .documents(Collections.EXTRACTORS)
        .find(new FindOptions().filter(in("_id", names)).projection(Projections.include(VERSION)))
        .filter((Document extractor) -> extractor.getString(VERSION) != null)
        .collect()
        .asMap(
            (Document extractor) -> extractor.getString("_id"),
            (Document extractor) -> extractor.getString(VERSION));
  }

  private ReactiveMongoCollection<ExtractorInfo> extractors() {
    return store.collection(Collections.EXTRACTORS, ExtractorInfo.class);
  }
}
