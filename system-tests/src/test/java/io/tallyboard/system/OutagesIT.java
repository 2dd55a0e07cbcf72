package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Broker and store may go away in mid-burst, and the store may come back as it once was. */
@Real
class OutagesIT {
  private static final int UPDATES = 16_000;
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration STORE_AWAY = Duration.ofSeconds(30);

  @Test
  void neither_a_killed_broker_nor_a_frozen_store_costs_an_update() throws Exception {
    try (OwnServers servers = OwnServers.inTemporaryFolder();
        Trackers trackers = new Trackers(servers.startBroker(), servers.startStore(), LEASE)) {
      trackers.streams(3).foreign("classic", true).foreign("quorum", true);
      FakeFleet fleet = FakeFleet.of(UPDATES, trackers.queues(), 20_261_125);
      trackers.start();
      trackers.start();
      trackers.awaitShares(3, 2);

      publishHalf(servers, trackers, fleet, 0);
      awaitStored(trackers, 500);
      assertThat(Truth.folded(trackers.store())).as("in mid-burst").isLessThan(UPDATES / 2);
      servers.killBroker();
      servers.startBroker();
      trackers.awaitQueues();
      await("the first half is folded")
          .atMost(Duration.ofSeconds(90))
          .until(() -> Truth.folded(trackers.store()) == UPDATES / 2);

      publishHalf(servers, trackers, fleet, UPDATES / 2);
      awaitStored(trackers, UPDATES / 2 + 500);
      assertThat(Truth.folded(trackers.store())).as("in mid-burst").isLessThan(UPDATES);
      servers.freezeStore();
      await("the replicas live on, and say that they cannot work")
          .atMost(STORE_AWAY.plusSeconds(20))
          .during(STORE_AWAY.minusSeconds(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  trackers.replicas().stream()
                      .allMatch(replica -> replica.alive() && !replica.ready()));
      servers.thawStore();

      new Truth(trackers, fleet).holds();
      trackers.awaitShares(3, 2);
    }
  }

  /** Last night's copy: all that came since is still in the streams. */
  @Test
  void a_store_set_back_to_an_older_copy_catches_up_from_the_streams() throws Exception {
    try (OwnServers servers = OwnServers.inTemporaryFolder();
        Trackers trackers =
            new Trackers(RealServers.get().brokerUri(), servers.startStore(), LEASE)) {
      trackers.streams(4);
      FakeFleet fleet = FakeFleet.of(UPDATES / 2, trackers.queues(), 20_261_126);
      trackers.start();
      try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
        publisher.publish(UPDATES / 4);
        awaitStored(trackers, 1_000);
        trackers.stopAll();
        servers.stopStore();
        servers.copyStore();
        servers.startStore();
        trackers.start();
        publisher.publishRest();
      }
      new Truth(trackers, fleet).holds();

      trackers.stopAll();
      servers.stopStore();
      servers.restoreStore();
      servers.startStore();
      assertThat(Truth.stored(trackers.store())).isLessThan(UPDATES / 2);
      trackers.start();

      new Truth(trackers, fleet).holds();
    }
  }

  /** Nothing can be stored before all of it is there: so there is a middle to break off in. */
  private static void publishHalf(OwnServers servers, Trackers trackers, FakeFleet fleet, int from)
      throws Exception {
    servers.freezeStore();
    try {
      publishHalf(trackers, fleet, from);
    } finally {
      servers.thawStore();
    }
  }

  private static void publishHalf(Trackers trackers, FakeFleet fleet, int from) throws Exception {
    try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
      publisher.skip(from);
      publisher.publish(UPDATES / 2);
    }
  }

  private static void awaitStored(Trackers trackers, long count) {
    await("some of it is stored")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Truth.stored(trackers.store()) >= count);
  }
}
