package io.tallyboard.api.persistence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.contract.store.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What operators decided. Each write is conditional on the version read. */
@ApplicationScoped
class MongoSettings implements SettingsStore {
  private static final int MOST_TRIES = 20;

  private final Store store;

  MongoSettings(Store store) {
    this.store = store;
  }

  @Override
  public Uni<ExtractorSettings> byName(String extractor) {
    return settings()
        .find(eq("_id", extractor))
        .collect()
        .first()
        .map(
            found ->
                Optional.ofNullable(found)
                    .map(SettingsDocument::toSettings)
                    .orElseGet(() -> ExtractorSettings.standard(extractor)));
  }

  @Override
  public Uni<Map<String, ExtractorSettings>> all() {
    return settings().find().collect().asMap(SettingsDocument::id, SettingsDocument::toSettings);
  }

  @Override
  public Uni<ExtractorSettings> change(String extractor, UnaryOperator<ExtractorSettings> change) {
    return Uni.createFrom()
        .deferred(() -> byName(extractor).chain(read -> write(read, change.apply(read))))
        .onFailure(Overtaken.class)
        .retry()
        .atMost(MOST_TRIES);
  }

  private Uni<ExtractorSettings> write(ExtractorSettings read, ExtractorSettings next) {
    SettingsDocument document = SettingsDocument.of(next, read.recordVersion() + 1);
    Uni<Boolean> written =
        read.recordVersion() == 0
            ? settings()
                .insertOne(document)
                .replaceWith(true)
                .onFailure(Duplicates::told)
                .recoverWithItem(false)
            : settings()
                .replaceOne(
                    and(eq("_id", read.extractor()), eq("recordVersion", read.recordVersion())),
                    document)
                .map(result -> result.getMatchedCount() == 1);
    return written.map(
        ours -> {
          if (!ours) {
            throw new Overtaken();
          }
          return document.toSettings();
        });
  }

  private ReactiveMongoCollection<SettingsDocument> settings() {
    return store.collection(Collections.EXTRACTOR_SETTINGS, SettingsDocument.class);
  }

  /** Somebody else has written in between. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overtaken() {
      super("the settings were changed by others again and again", null, false, false);
    }
  }
}
