package io.tallyboard.monitor.persistence;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.monitor.domain.ExtractorName;
import io.tallyboard.monitor.domain.ExtractorStore;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import io.tallyboard.monitor.domain.RunningJobs;
import io.tallyboard.monitor.domain.WatchStore;
import io.tallyboard.testkit.Servers;
import java.util.List;
import java.util.Set;

/** The store of the tests, a database of its own each, without a container around it. */
public final class TestStore implements AutoCloseable {
  private final MongoClient client = MongoClients.create(Servers.get().storeUri());
  private final String database = Servers.get().freshDatabase();
  private final ReactiveMongoClient reactive = new ReactiveMongoClientImpl(client);
  private final Stored stored = new Stored(reactive, database);

  public TestStore() {
    stored.createIndexes().await().indefinitely();
  }

  public InstanceStore instances() {
    return new MongoInstances(stored);
  }

  public WatchStore watch() {
    return new MongoWatch(stored);
  }

  public Watched watched() {
    return watch().read().await().indefinitely();
  }

  public ExtractorStore extractors() {
    return new MongoExtractors(stored);
  }

  public RunningJobs runningJobs() {
    return new MongoRunningJobs(stored);
  }

  /** What the other services write. */
  public OtherServices others() {
    return new OtherServices(database());
  }

  ReactiveMongoDatabase database() {
    return reactive.getDatabase(database);
  }

  public ExtractorInstance instance(String id) {
    List<ExtractorInstance> found =
        instances().find(Set.of(new InstanceId(id))).await().indefinitely();
    return found.get(0);
  }

  public ExtractorInfo extractor(String name) {
    ExtractorName key = new ExtractorName(name);
    return extractors().find(Set.of(key)).await().indefinitely().get(key);
  }

  @Override
  public void close() {
    client.close();
  }
}
