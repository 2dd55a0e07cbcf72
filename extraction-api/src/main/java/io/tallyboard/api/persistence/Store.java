package io.tallyboard.api.persistence;

import com.mongodb.reactivestreams.client.gridfs.GridFSBucket;
import com.mongodb.reactivestreams.client.gridfs.GridFSBuckets;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one database, and its collections by name. */
@ApplicationScoped
class Store {
  private final ReactiveMongoClient client;
  private final String database;

  Store(
      ReactiveMongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.client = client;
    this.database = database;
  }

  /** Records are read and written by the driver's own codec. */
  <T> ReactiveMongoCollection<T> collection(String name, Class<T> type) {
    return client.getDatabase(database).getCollection(name, type);
  }

  ReactiveMongoCollection<Document> documents(String name) {
    return collection(name, Document.class);
  }

  GridFSBucket bucket(String name) {
    return GridFSBuckets.create(client.unwrap().getDatabase(database), name);
  }
}
