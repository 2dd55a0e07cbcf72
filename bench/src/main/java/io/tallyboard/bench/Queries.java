package io.tallyboard.bench;

import com.mongodb.client.MongoDatabase;
import io.tallyboard.bench.queries.QueryRun;
import io.tallyboard.bench.queries.QueryRun.Answer;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueueKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/** Lists and pages of many jobs, over REST and beside the bare finds. */
final class Queries {
  /** Those that lists are served by, and the ids'; job-tracker makes all in one go. */
  private static final int LEAST_INDEXES = 12;

  private static final Duration INDEXED_WITHIN = Duration.ofMinutes(60);

  private final Stage stage;

  Queries(Stage stage) {
    this.stage = stage;
  }

  List<Answer> measure() throws Exception {
    String name = stage.fresh("queries");
    String prefix = stage.fresh("bench-queries-");
    String key = UUID.randomUUID().toString();
    MongoDatabase database = stage.database(name);
    String kind = stage.options().kind() == QueueKind.STREAM ? "stream" : "classic";
    QueryRun run = new QueryRun(stage.options().records(), database);
    try {
      Bench.say("storing %,d jobs".formatted(stage.options().records()));
      run.fill();
      Bench.say("making their indexes");
      index(name, prefix, database);
      Bench.say("asking");
      try (Stage.Service api =
          stage.start(
              "extraction-api",
              name,
              prefix,
              List.of(),
              Map.of("tallyboard.updates.kind", kind),
              Map.of("TALLYBOARD_API_ADMIN_KEY", key))) {
        Waiting.untilQuiet();
        return run.ask(
            api.uri(),
            key,
            a -> Bench.say("%s, %d clients: %.2f".formatted(a.question(), a.clients(), a.ratio())));
      }
    } finally {
      database.drop();
    }
  }

  /** By job-tracker itself: they are its own. */
  private void index(String name, String prefix, MongoDatabase database) throws Exception {
    try (Stage.Service tracker = stage.tracker(name, prefix, "queries")) {
      for (String collection : List.of(Collections.JOBS, Collections.EXTRACTIONS)) {
        int least = collection.equals(Collections.JOBS) ? LEAST_INDEXES : 2;
        Waiting.until(
            "the indexes are made",
            INDEXED_WITHIN,
            Duration.ofMillis(500),
            () -> {
              tracker.process().assertAlive();
              return database
                      .getCollection(collection)
                      .aggregate(List.of(new Document("$indexStats", new Document())))
                      .into(new ArrayList<>())
                      .stream()
                      .filter(index -> !index.getBoolean("building", false))
                      .count()
                  >= least;
            });
      }
    }
  }
}
