package io.tallyboard.monitor.persistence;

import static io.tallyboard.monitor.domain.Beats.NAME;
import static io.tallyboard.monitor.domain.Beats.NOON;
import static io.tallyboard.monitor.domain.Beats.heard;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.monitor.domain.Heard;
import io.tallyboard.monitor.domain.InstanceId;
import io.tallyboard.monitor.domain.InstanceStore;
import io.tallyboard.monitor.domain.Registry;
import io.tallyboard.testkit.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a genuine mongod did for each question, by its own record; the embedded store has none. */
@EnabledIfSystemProperty(named = Servers.STORE, matches = ".+")
class QueryPlansTest {

  @Test
  void no_beat_and_no_look_reads_a_whole_collection() {
    try (TestStore store = new TestStore()) {
      store.database().runCommand(new Document("profile", 2)).await().indefinitely();
      InstanceStore instances = store.instances();
      Heard first = heard("a", "1.0", "x", 0);
      Registry registry = new Registry(Duration.ofMinutes(15));
      ExtractorInfo entry = registry.merge(null, NAME, List.of(first));
      ExtractorInfo next = registry.merge(entry, NAME, List.of(heard("b", "1.1", "y", 5)));

      store.extractors().write(List.of(entry)).await().indefinitely();
      store.extractors().write(List.of(next)).await().indefinitely();
      store.extractors().find(Set.of(NAME)).await().indefinitely();
      store.extractors().named(Set.of("q", "p")).await().indefinitely();
      instances.add(List.of(new InstanceStore.Beats(NAME, first))).await().indefinitely();
      instances.find(Set.of(new InstanceId("a"))).await().indefinitely();
      instances.notOffline().await().indefinitely();
      instances.announced(new InstanceId("a"), null, Liveness.ONLINE).await().indefinitely();
      instances.forgetSilentSince(NOON, true).await().indefinitely();
      instances.forgetSilentSince(NOON, false).await().indefinitely();
      store.watch().extend(NOON, NOON).await().indefinitely();
      store.watch().beginAnew(NOON, NOON).await().indefinitely();
      store.watched();

      List<Document> recorded =
          store
              .database()
              .getCollection("system.profile", Document.class)
              .find(new Document("planSummary", new Document("$exists", true)))
              .collect()
              .asList()
              .await()
              .indefinitely();
      assertThat(recorded)
          .extracting(done -> done.getString("ns"))
          .anyMatch(ns -> ns.endsWith(Collections.EXTRACTORS))
          .anyMatch(ns -> ns.endsWith(Collections.EXTRACTOR_INSTANCES));
      assertThat(recorded)
          .hasSizeGreaterThanOrEqualTo(8)
          .allSatisfy(
              done ->
                  assertThat(done.getString("planSummary"))
                      .as("%s %s", done.getString("op"), done.get("command"))
                      .matches("(IDHACK|IXSCAN).*"));
    }
  }
}
