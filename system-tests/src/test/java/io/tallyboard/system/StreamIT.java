package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallyboard.testkit.EventStream;
import io.tallyboard.testkit.Servers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Who follows the changes misses none, whatever goes away. */
@Real
class StreamIT {
  private static final int UPDATES = 4_000;
  private static final int STREAMS = 1_000;
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final String KEY = "the-key-of-those-who-follow-in-these-tests";

  private static ServiceProcess api(Trackers trackers, String heap, String sweep) {
    Map<String, String> config = new HashMap<>(trackers.config());
    config.put("tallyboard.api.live.sweep", sweep);
    return ServiceProcess.launch(
        "extraction-api",
        ServiceProcess.freePort(),
        heap,
        config,
        Map.of("TALLYBOARD_API_ADMIN_KEY", KEY));
  }

  @Test
  void a_client_whose_replica_is_killed_goes_on_at_another_and_misses_nothing() throws Exception {
    Servers servers = RealServers.get();
    try (Trackers trackers = new Trackers(servers.brokerUri(), servers.storeUri(), LEASE)) {
      trackers.streams(2);
      FakeFleet fleet = FakeFleet.of(UPDATES, trackers.queues(), 20_261_130);
      trackers.start();
      trackers.start();
      try (ServiceProcess a = api(trackers, "320m", "3S");
          ServiceProcess b = api(trackers, "320m", "3S");
          Following client = new Following(KEY);
          Following other = new Following(KEY);
          FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
        a.awaitReady();
        b.awaitReady();
        trackers.awaitShares(1, 1);
        client.at(a.uri());
        other.at(b.uri());

        publisher.publish(UPDATES / 4);
        await("it is told of the load").until(() -> client.events() > 20);
        publisher.publish(UPDATES / 4);
        a.kill();
        await("its stream is gone").until(client::ended);
        publisher.publish(UPDATES / 4);
        client.at(b.uri());
        publisher.publishRest();

        new Truth(trackers, fleet).holds();
        client.knowsAllOf(trackers.store());
        other.knowsAllOf(trackers.store());
      }
    }
  }

  @Test
  void a_killed_broker_costs_a_while_and_no_change_and_is_heard_again() throws Exception {
    try (OwnServers servers = OwnServers.inTemporaryFolder();
        Trackers trackers =
            new Trackers(servers.startBroker(), RealServers.get().storeUri(), LEASE)) {
      trackers.streams(2);
      FakeFleet fleet = FakeFleet.of(UPDATES, trackers.queues(), 20_261_131);
      trackers.start();
      try (ServiceProcess api = api(trackers, "320m", "20S");
          Following client = new Following(KEY)) {
        api.awaitReady();
        trackers.awaitShares(2);
        client.at(api.uri());
        try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
          publisher.publish(UPDATES / 2);
        }
        await("it is told of the load").until(() -> client.events() > 20);
        servers.killBroker();
        servers.startBroker();
        trackers.awaitQueues();
        try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
          publisher.skip(UPDATES / 2);
          publisher.publish(UPDATES / 2 - 1);
          await("all but the last is folded")
              .atMost(Duration.ofSeconds(90))
              .untilAsserted(
                  () -> assertThat(Truth.folded(trackers.store())).isEqualTo(UPDATES - 1));
          assertThat(client.ended()).isFalse();
          client.knowsAllOf(trackers.store());

          int before = client.events();
          publisher.publishRest();
          // Far sooner than the store is looked through again: its hint came.
          await("the last is told")
              .atMost(Duration.ofSeconds(5))
              .until(() -> client.events() > before);
          client.knowsAllOf(trackers.store());
        }
      }
    }
  }

  @Test
  void a_thousand_streams_on_one_replica_with_little_memory_are_all_told() throws Exception {
    Servers servers = RealServers.get();
    try (Trackers trackers = new Trackers(servers.brokerUri(), servers.storeUri(), LEASE)) {
      trackers.streams(2);
      FakeFleet fleet = FakeFleet.of(UPDATES / 8, trackers.queues(), 20_261_132);
      trackers.start();
      List<EventStream> streams = new ArrayList<>();
      List<Set<String>> told = new ArrayList<>();
      try (ServiceProcess api = api(trackers, "256m", "3S")) {
        api.awaitReady();
        trackers.awaitShares(2);
        URI uri = api.uri().resolve("v1/stream?kinds=job");
        for (int n = 0; n < STREAMS; n++) {
          Set<String> jobs = ConcurrentHashMap.newKeySet();
          told.add(jobs);
          streams.add(
              EventStream.open(
                  uri,
                  KEY,
                  null,
                  event -> {
                    if (event.name().equals("job")) {
                      jobs.add(event.data().substring(0, event.data().indexOf(',')));
                    }
                  }));
        }
        await("all have begun")
            .atMost(Duration.ofSeconds(60))
            .until(() -> streams.stream().allMatch(s -> s.lastId() != null));

        try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
          publisher.publishRest();
        }
        new Truth(trackers, fleet).holds();
        long jobs = trackers.store().getCollection("jobs").countDocuments();
        await("all are told of all")
            .atMost(Duration.ofSeconds(60))
            .until(() -> told.stream().allMatch(each -> each.size() == jobs));

        assertThat(api.ready()).isTrue();
        assertThat(streams).noneMatch(EventStream::ended);
        assertThat(api.log()).doesNotContain("OutOfMemory");
      } finally {
        streams.forEach(EventStream::close);
      }
    }
  }
}
