package io.tallyboard.system;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * The store's own record of every operation that the services run, with the plan it chose: what was
 * really asked, rather than a copy of the queries.
 */
final class Profiler implements AutoCloseable {
  private static final String PROFILE = "system.profile";

  /** An operation and how it was carried out. */
  record Operation(
      String collection, String plan, boolean sorted, long examined, long found, String text) {
    /** The driver's own question, before it first writes a file, whether there is any: it reads one. */
    boolean isProbe() {
      return text.contains("filter=Document{{}}") && text.contains("limit=1,");
    }
  }

  private final MongoDatabase database;

  private Profiler(MongoDatabase database) {
    this.database = database;
  }

  static Profiler start(MongoDatabase database) {
    Profiler profiler = new Profiler(database);
    profiler.level(0);
    database.getCollection(PROFILE).drop();
    database.createCollection(
        PROFILE, new CreateCollectionOptions().capped(true).sizeInBytes(256L << 20));
    profiler.level(2);
    return profiler;
  }

  /** What the services did, so far; the tests' own operations are left out. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Document entry :
        database
            .getCollection(PROFILE)
            .find(
                Filters.and(
                    Filters.ne("appName", Suite.APPLICATION),
                    Filters.exists("planSummary"),
                    Filters.ne("ns", database.getName() + "." + PROFILE)))) {
      operations.add(
          new Operation(
              entry.getString("ns").substring(database.getName().length() + 1),
              entry.getString("planSummary"),
              entry.getBoolean("hasSortStage", false),
              number(entry, "docsExamined"),
              number(entry, "nreturned") + number(entry, "nMatched") + number(entry, "ndeleted"),
              entry.get("command").toString()));
    }
    return operations;
  }

  private static long number(Document entry, String field) {
    return entry.get(field) instanceof Number n ? n.longValue() : 0;
  }

  private void level(int level) {
    database.runCommand(new Document("profile", level));
  }

  @Override
  public void close() {
    level(0);
  }
}
