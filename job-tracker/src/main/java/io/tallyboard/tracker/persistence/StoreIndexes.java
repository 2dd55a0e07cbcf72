package io.tallyboard.tracker.persistence;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Job;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;

/**
 * Every index of the collections that job-tracker writes: each query of any service is served by one.
 * Created at start; the store may come later than we do.
 */
@ApplicationScoped
class StoreIndexes {
  private static final Logger LOG = Logger.getLogger(StoreIndexes.class);

  private static final Bson IN_KEY = ascending("key", "receivedAt", "queue", "seq");

  private final TrackerDatabase database;

  StoreIndexes(TrackerDatabase database) {
    this.database = database;
  }

  void create(@Observes StartupEvent started) {
    all()
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
        .indefinitely()
        .subscribe()
        .with(done -> LOG.debug("Indexes are there"), e -> LOG.error("No indexes", e));
  }

  private Uni<Void> all() {
    return Uni.join()
        .all(
            // A job's events, and those of a lane, in their order: the one index beside the ids,
            // since
            // each costs every update.
            database.extractions().createIndexes(List.of(by(IN_KEY))),
            // Lists of jobs, the newest first, by what they can be narrowed to.
            database
                .jobs()
                .createIndexes(
                    List.of(
                        newest(),
                        newest("resource.id"),
                        newest("extractor"),
                        newest("state"),
                        newest("extractor", "state"),
                        newest("request.user.id"),
                        // Those that have no such value cost nothing.
                        where("request.dataset", newestKeys("request.dataset")),
                        where("running.millis", descending("running.millis", "_id")),
                        where("waiting.millis", descending("waiting.millis", "_id")),
                        where(
                            "running.millis",
                            compoundIndex(
                                ascending("extractor"), descending("running.millis", "_id"))),
                        // Failures are few, and counted by extractor without a look at them.
                        by(
                            compoundIndex(
                                ascending("state"),
                                descending("finishedAt"),
                                ascending("extractor")),
                            new IndexOptions()
                                .partialFilterExpression(eq("state", JobState.ERROR.name()))),
                        // What changed since some moment, told without a look at the records.
                        by(ascending(Job.CHANGED_AT, "_id", "version")),
                        by(ascending("lane"), new IndexOptions().sparse(true)),
                        by(ascending("formerIds"), new IndexOptions().sparse(true)))),
            database
                .rejectedUpdates()
                .createIndexes(
                    List.of(
                        by(descending("receivedAt", "_id")),
                        by(compoundIndex(ascending("reason"), descending("receivedAt", "_id"))))))
        .andFailFast()
        .replaceWithVoid();
  }

  private static IndexModel newest(String... fields) {
    return by(newestKeys(fields));
  }

  private static Bson newestKeys(String... fields) {
    return compoundIndex(ascending(fields), descending("createdAt", "_id"));
  }

  private static IndexModel where(String field, Bson keys) {
    return by(keys, new IndexOptions().partialFilterExpression(exists(field)));
  }

  private static IndexModel by(Bson keys, IndexOptions options) {
    return new IndexModel(keys, options);
  }

  private static IndexModel by(Bson keys) {
    return new IndexModel(keys);
  }
}
