package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Connection;
import io.tallyboard.testkit.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several job-trackers share the update queues evenly, whoever comes and goes, in mid-burst. */
@Real
class ReplicasIT {
  private static final int UPDATES = 12_000;
  private static final Duration LEASE = Duration.ofSeconds(4);

  @Test
  void queues_move_between_replicas_and_nothing_is_lost_or_doubled() throws Exception {
    Servers servers = RealServers.get();
    try (Trackers trackers = new Trackers(servers.brokerUri(), servers.storeUri(), LEASE)) {
      trackers
          .streams(6)
          .foreign("classic", false)
          .foreign("classic", true)
          .foreign("quorum", false)
          .foreign("quorum", true);
      FakeFleet fleet = FakeFleet.of(UPDATES, trackers.queues(), 20_261_124);
      Connection owner = trackers.connect();
      owner
          .createChannel()
          .basicConsume(trackers.queues().get(9), true, (tag, message) -> {}, tag -> {});
      ServiceProcess first = trackers.start();
      ServiceProcess second = trackers.start();
      ServiceProcess third = trackers.start();
      awaitItsOwnerLeaves(trackers, trackers.queues().get(9), owner);
      trackers.awaitShares(4, 3, 3);
      try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
        publisher.publish(UPDATES / 4);
        awaitActive(first, second, third);

        publisher.publish(UPDATES / 4);
        ServiceProcess fourth = trackers.start();
        trackers.awaitShares(3, 3, 2, 2);
        publisher.publish(UPDATES / 8);
        awaitActive(fourth);

        long before = Truth.stored(trackers.store());
        publisher.publish(UPDATES / 8);
        awaitStored(trackers.store(), before + 100);
        trackers.kill(second);
        assertThat(Truth.folded(trackers.store())).isLessThan(publisher.published());
        trackers.awaitShares(4, 3, 3);

        publisher.publishRest();
        awaitStored(trackers.store(), before + UPDATES / 8 + 100);
        trackers.stop(third);
        assertThat(trackers.shares()).as("it left its queues at once").hasSize(2);
        trackers.awaitShares(5, 5);
      }
      new Truth(trackers, fleet).holds();
    }
  }

  /** On a quorum queue the broker itself would let both of them in. */
  private static void awaitItsOwnerLeaves(Trackers trackers, String queue, Connection owner)
      throws Exception {
    await("it waits for " + queue)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (ServiceProcess replica : trackers.replicas()) {
                replica.awaitReady();
                String readiness = Trackers.readiness(replica);
                if (readiness.contains("waiting") && readiness.contains(queue)) {
                  return true;
                }
              }
              return false;
            });
    owner.close();
  }

  private static void awaitActive(ServiceProcess... replicas) {
    for (ServiceProcess replica : replicas) {
      await("it reads").atMost(Duration.ofSeconds(30)).until(() -> Trackers.taken(replica) > 0);
    }
  }

  private static void awaitStored(MongoDatabase store, long count) {
    await("some of it is stored")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Truth.stored(store) >= count);
  }
}
