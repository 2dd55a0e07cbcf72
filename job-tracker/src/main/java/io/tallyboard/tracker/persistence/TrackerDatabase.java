package io.tallyboard.tracker.persistence;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.QueueLease;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.RemovedJob;
import io.tallyboard.contract.store.TrackerReplica;
import io.tallyboard.contract.store.UpdateQueue;
import jakarta.enterprise.context.ApplicationScoped;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collections that job-tracker writes, and the one that it reads. */
@ApplicationScoped
class TrackerDatabase {
  private final ReactiveMongoDatabase database;

  TrackerDatabase(
      ReactiveMongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String name) {
    this.database = client.getDatabase(name);
  }

  ReactiveMongoCollection<Extraction> extractions() {
    return database.getCollection(Collections.EXTRACTIONS, Extraction.class);
  }

  ReactiveMongoCollection<RejectedUpdate> rejectedUpdates() {
    return database.getCollection(Collections.REJECTED_UPDATES, RejectedUpdate.class);
  }

  ReactiveMongoCollection<Job> jobs() {
    return database.getCollection(Collections.JOBS, Job.class);
  }

  ReactiveMongoCollection<Lane> lanes() {
    return database.getCollection(Collections.LANES, Lane.class);
  }

  ReactiveMongoCollection<QueuePosition> queuePositions() {
    return database.getCollection(Collections.QUEUE_POSITIONS, QueuePosition.class);
  }

  ReactiveMongoCollection<RemovedJob> removedJobs() {
    return database.getCollection(Collections.REMOVED_JOBS, RemovedJob.class);
  }

  ReactiveMongoCollection<QueueLease> queueLeases() {
    return database.getCollection(Collections.QUEUE_LEASES, QueueLease.class);
  }

  ReactiveMongoCollection<TrackerReplica> trackers() {
    return database.getCollection(Collections.TRACKERS, TrackerReplica.class);
  }

  /** Written by extraction-api. */
  ReactiveMongoCollection<UpdateQueue> updateQueues() {
    return database.getCollection(Collections.UPDATE_QUEUES, UpdateQueue.class);
  }

  /** The same collection, for queries that read a few fields. */
  ReactiveMongoCollection<Document> raw(ReactiveMongoCollection<?> collection) {
    return database.getCollection(collection.getNamespace().getCollectionName(), Document.class);
  }
}
