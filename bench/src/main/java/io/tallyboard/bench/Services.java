package io.tallyboard.bench;

import com.mongodb.client.MongoDatabase;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueueKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An extraction-api and a job-tracker on queues and a database of their own, and ready. */
final class Services implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Stage stage;
  private final Queues queues;
  private final MongoDatabase database;
  private final String key = UUID.randomUUID().toString();
  private final Stage.Service api;
  private final Stage.Service tracker;

  private Services(Stage stage, String what) throws Exception {
    this.stage = stage;
    String name = stage.fresh(what);
    queues = stage.queues();
    database = stage.database(name);
    String kind = queues.kind() == QueueKind.STREAM ? "stream" : "classic";
    api =
        stage.start(
            "extraction-api",
            name,
            queues.prefix(),
            List.of(),
            Map.of("tallyboard.updates.kind", kind),
            Map.of("TALLYBOARD_API_ADMIN_KEY", key));
    tracker = stage.tracker(name, queues.prefix(), what);
  }

  static Services start(Stage stage, String what) throws Exception {
    Services services = new Services(stage, what);
    Waiting.until(
        "the queues are declared",
        PATIENCE,
        Duration.ofMillis(100),
        () ->
            services.database.getCollection(Collections.UPDATE_QUEUES).countDocuments()
                == Options.QUEUES);
    return services;
  }

  Queues queues() {
    return queues;
  }

  URI api() {
    return api.uri();
  }

  /** The administrator's. */
  String key() {
    return key;
  }

  /** Begins to count what the services cost. */
  Cost.Watch watch() {
    return stage.watch(Map.of("client", tracker.process().pid(), "api", api.process().pid()));
  }

  @Override
  public void close() {
    tracker.close();
    api.close();
    database.drop();
    try {
      queues.delete(stage.broker());
    } catch (Exception e) {
      throw new IllegalStateException("the queues could not be deleted", e);
    }
  }
}
