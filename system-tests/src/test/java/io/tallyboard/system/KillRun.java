package io.tallyboard.system;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/** Publishes a fleet's updates while the one tracker there is gets killed with -9 again and again. */
final class KillRun {
  private final Trackers trackers;
  private final FakeFleet fleet;
  private final int kills;
  private final Random random;
  private ServiceProcess tracker;
  private int interrupted;

  KillRun(Trackers trackers, FakeFleet fleet, int kills, long seed) {
    this.trackers = trackers;
    this.fleet = fleet;
    this.kills = kills;
    this.random = new Random(seed);
  }

  /** Runs it to its end, and answers how many of the kills left something undone. */
  int run() throws Exception {
    MongoDatabase store = trackers.store();
    int half = fleet.sent().size() / (kills + 1) / 2;
    tracker = trackers.start();
    try (FleetPublisher publisher = new FleetPublisher(trackers.connect(), fleet)) {
      for (int kill = 0; kill < kills; kill++) {
        // Now while it stores, now while it folds.
        LongSupplier progress =
            kill % 2 == 0 ? () -> Truth.stored(store) : () -> Truth.folded(store);
        long before = progress.getAsLong();
        publisher.publish(half);
        long wanted = before + 1 + random.nextInt(half);
        await("some of it is done")
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> progress.getAsLong() >= wanted);
        trackers.kill(tracker);
        long stored = Truth.stored(store);
        if (stored < publisher.published() || Truth.folded(store) < stored) {
          interrupted++;
        }
        // It comes back to a backlog, and may be killed again in the middle of that.
        publisher.publish(half);
        tracker = trackers.start();
      }
      publisher.publishRest();
    }
    return interrupted;
  }
}
