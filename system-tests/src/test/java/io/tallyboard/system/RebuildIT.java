package io.tallyboard.system;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.system.Tracker.Ran;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Rebuild and verify as processes of their own, beside a service at work. */
@Real
class RebuildIT {
  private static final int UPDATES = 6_000;
  private static final int PART = 100;

  @Test
  void verify_beside_a_service_under_load_finds_nothing_and_a_spoiled_record_is_named_and_mended()
      throws Exception {
    try (Suite suite = Suite.start()) {
      FakeFleet fleet =
          FakeFleet.of(
              UPDATES,
              List.of(suite.topology().updateQueue(0), suite.topology().updateQueue(1)),
              7);
      MongoCollection<Document> jobs = suite.store().getCollection(Collections.JOBS);
      MongoCollection<Document> log = suite.store().getCollection(Collections.EXTRACTIONS);
      try (FleetPublisher publisher = new FleetPublisher(suite.connect(), fleet)) {
        publisher.publish(UPDATES / 4);
        await().atMost(Duration.ofSeconds(60)).until(() -> log.countDocuments() >= UPDATES / 4);
        CompletableFuture<Ran> verifying =
            CompletableFuture.supplyAsync(() -> Tracker.run(suite, "rebuild", "--all", "--verify"));
        int parts = 0;
        while (!verifying.isDone() && publisher.published() < UPDATES - PART) {
          int wanted = publisher.published() + PART;
          publisher.publish(PART);
          parts++;
          await()
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(20))
              .until(() -> log.countDocuments() >= wanted || verifying.isDone());
        }
        Ran beside = verifying.get();
        assertThat(beside.code()).as(beside.toString()).isZero();
        assertThat(parts).as("bursts that came while it verified").isGreaterThan(3);
        publisher.publishRest();
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> log.countDocuments() == UPDATES);
      Tracker.verify(suite);

      String spoiled = jobs.find(eq("identity", "GIVEN")).first().getString("_id");
      jobs.updateOne(eq("_id", spoiled), combine(set("state", "LOST"), inc("version", 1L)));

      Ran found = Tracker.run(suite, "rebuild", "--all", "--verify");
      assertThat(found.code()).isEqualTo(1);
      assertThat(found.out())
          .contains("job " + spoiled + " differs:")
          .contains("state is LOST, ought to be ")
          .contains("1 record differs.");
      assertThat(Tracker.run(suite, "rebuild", "--job", spoiled).code()).isZero();
      Tracker.verify(suite);

      jobs.deleteMany(new Document());
      suite.store().getCollection(Collections.LANES).deleteMany(new Document());
      assertThat(Tracker.run(suite, "rebuild", "--all").code()).isZero();
      assertThat(jobs.countDocuments()).isEqualTo(fleet.outcomes().size());
      Tracker.verify(suite);

      Ran bad = Tracker.run(suite, "rebuild", "--sincee", "2H");
      assertThat(bad.code()).isEqualTo(2);
      assertThat(bad.err().lines()).hasSize(1);
    }
  }
}
