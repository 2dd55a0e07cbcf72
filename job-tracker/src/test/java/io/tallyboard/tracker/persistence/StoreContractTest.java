package io.tallyboard.tracker.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.testkit.Servers;
import io.tallyboard.testkit.ServersResource;
import io.tallyboard.tracker.domain.TailMatch.Stored;
import io.tallyboard.tracker.ingest.JobStore;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.UpdateLog;
import jakarta.inject.Inject;
import java.util.List;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** On the store that there is. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class StoreContractTest extends StoreContract {
  @Inject ReactiveMongoClient mongo;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  @Inject UpdateLog log;
  @Inject JobStore store;
  @Inject QueuePositions positions;

  @Override
  UpdateLog log() {
    return log;
  }

  @Override
  JobStore store() {
    return store;
  }

  @Override
  QueuePositions positions() {
    return positions;
  }

  /** A rule of the store's operator is the only own error that a document of ours can have. */
  @Test
  void whatTheStoreRefusesForItsOwnSakeIsKeptAsideAndNothingElseIs() {
    assumeTrue(System.getProperty(Servers.STORE) != null, "the embedded store has no such rules");
    get(
        mongo
            .getDatabase(database)
            .runCommand(
                Document.parse(
                    "{collMod: 'extractions', validator: {message: {$ne: 'against the rule'}}}")));

    List<Extraction> stored =
        get(
            log.append(
                List.of(kept(0, "a"), kept(1, "against the rule"), rejected(2), kept(3, "d"))));
    List<Extraction> again =
        get(
            log.append(
                List.of(kept(0, "A"), kept(1, "against the rule"), rejected(2), kept(3, "D"))));

    assertThat(stored).extracting(Extraction::message).containsExactly("a", "d");
    assertThat(again).isEqualTo(stored);
    assertThat(get(log.stored(queue, 0, 10)))
        .extracting(Stored::seq)
        .containsExactly(0L, 1L, 2L, 3L);
  }
}
