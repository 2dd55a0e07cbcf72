package io.tallyboard.monitor.persistence;

import com.mongodb.client.model.Indexes;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Our collections, and their indexes; and what of others is read here. */
@ApplicationScoped
class Stored {
  private final ReactiveMongoClient client;
  private final String database;

  Stored(
      ReactiveMongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.client = client;
    this.database = database;
  }

  ReactiveMongoCollection<ExtractorInfo> extractors() {
    return client.getDatabase(database).getCollection(Collections.EXTRACTORS, ExtractorInfo.class);
  }

  ReactiveMongoCollection<ExtractorInstance> instances() {
    return client
        .getDatabase(database)
        .getCollection(Collections.EXTRACTOR_INSTANCES, ExtractorInstance.class);
  }

  ReactiveMongoCollection<Watched> watches() {
    return client.getDatabase(database).getCollection(Collections.WATCHES, Watched.class);
  }

  /** Of another service. */
  ReactiveMongoCollection<UpdateQueue> updateQueues() {
    return client.getDatabase(database).getCollection(Collections.UPDATE_QUEUES, UpdateQueue.class);
  }

  /** Of another service, as they lie there. */
  ReactiveMongoCollection<Document> documents(String collection) {
    return client.getDatabase(database).getCollection(collection);
  }

  /** One for each question asked of a collection by anything but its id. */
  Uni<Void> createIndexes() {
    return extractors()
        .createIndex(Indexes.ascending("queue"))
        .chain(() -> instances().createIndex(Indexes.ascending("extractor")))
        .chain(() -> instances().createIndex(Indexes.ascending("announced")))
        .chain(() -> instances().createIndex(Indexes.ascending("lastBeat")))
        // extraction-api asks for those that came lately.
        .chain(() -> instances().createIndex(Indexes.ascending("firstBeat")))
        .replaceWithVoid();
  }
}
