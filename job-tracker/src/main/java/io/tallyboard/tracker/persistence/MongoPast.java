package io.tallyboard.tracker.persistence;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.tracker.domain.Past;
import io.tallyboard.tracker.history.PastSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.reactivestreams.Publisher;

/** A Clowder's own database, only read. */
final class MongoPast implements PastSource {
  static final String ONE = "extractions";
  static final String TWO_JOBS = "listener_jobs";
  static final String TWO_UPDATES = "listener_job_updates";

  private final MongoClient client;
  private final MongoDatabase database;

  MongoPast(MongoClient client, String database) {
    this.client = client;
    this.database = client.getDatabase(database);
  }

  @Override
  public Uni<Kind> kind() {
    return multi(database.listCollectionNames())
        .collect()
        .asSet()
        .chain(
            names -> {
              if (names.contains(TWO_JOBS) || names.contains(TWO_UPDATES)) {
                return Uni.createFrom().item(Kind.V2);
              }
              if (names.contains(ONE)) {
                return one();
              }
              throw new CannotImport(
                  "The database %s has neither the collection %s of a Clowder 1 nor %s of a Clowder 2."
                      .formatted(database.getName(), ONE, TWO_JOBS));
            });
  }

  /** A board's own log has the same name. */
  private Uni<Kind> one() {
    return multi(collection(ONE).find(Filters.exists("queue")).limit(1))
        .collect()
        .first()
        .map(
            ours -> {
              if (ours != null) {
                throw new CannotImport(
                    "The database %s is a Tallyboard's own.".formatted(database.getName()));
              }
              return Kind.V1;
            });
  }

  @Override
  public Uni<Long> size(Kind kind) {
    return kind == Kind.V1
        ? count(ONE)
        : count(TWO_UPDATES).chain(a -> count(TWO_JOBS).map(b -> a + b));
  }

  private Uni<Long> count(String name) {
    return multi(collection(name).estimatedDocumentCount()).collect().first();
  }

  @Override
  public Multi<Past.One> ones(long fromSecond) {
    return since(ONE, fromSecond, ClowderDocuments::one);
  }

  @Override
  public Multi<Past.TwoUpdate> twoUpdates(long fromSecond) {
    return since(TWO_UPDATES, fromSecond, ClowderDocuments::update);
  }

  @Override
  public Multi<Past.TwoJob> twoJobs(long fromSecond) {
    return since(TWO_JOBS, fromSecond, ClowderDocuments::job);
  }

  /** From the beginning without a condition, which would leave out ids of another type. */
  private <D> Multi<D> since(String name, long second, Function<Document, D> read) {
    var found =
        second <= 0
            ? collection(name).find()
            : collection(name).find(Filters.gte("_id", first(second)));
    return multi(found.sort(Sorts.ascending("_id"))).map(read);
  }

  private static ObjectId first(long second) {
    return new ObjectId("%08x".formatted(second) + "0".repeat(16));
  }

  @Override
  public Uni<Map<String, Past.TwoJob>> jobs(Set<String> ids) {
    List<ObjectId> known = ids.stream().filter(ObjectId::isValid).map(ObjectId::new).toList();
    return known.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : multi(collection(TWO_JOBS).find(Filters.in("_id", known)))
            .map(ClowderDocuments::job)
            .collect()
            .asMap(Past.TwoJob::id);
  }

  private MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }

  private static <T> Multi<T> multi(Publisher<T> publisher) {
    return Multi.createFrom().publisher(AdaptersToFlow.publisher(publisher));
  }

  @Override
  public void close() {
    client.close();
  }
}
