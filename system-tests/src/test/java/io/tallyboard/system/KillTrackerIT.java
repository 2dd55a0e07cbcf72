package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallyboard.testkit.Servers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Killing job-tracker with -9 in the middle of its work loses nothing and doubles nothing, on streams
 * and on other systems' queues. {@code system-tests/soak} asks for more kills than the twenty.
 */
@Real
class KillTrackerIT {
  private static final int KILLS = Integer.getInteger("tallyboard.test.kills", 20);
  private static final int KILLS_A_ROUND = 20;
  private static final int UPDATES_A_KILL = 250;
  private static final long SEED = 20_261_122;

  @Test
  void kills_in_the_middle_of_a_burst_leave_no_trace() throws Exception {
    int interrupted = 0;
    for (int done = 0; done < KILLS; done += KILLS_A_ROUND) {
      int kills = Math.min(KILLS_A_ROUND, KILLS - done);
      interrupted += round(kills, SEED + done);
      System.out.printf(
          "%d of %d kills, %d of them in the middle of something; nothing lost, nothing doubled%n",
          done + kills, KILLS, interrupted);
    }
    assertThat(interrupted).as("kills that left something undone").isGreaterThan(KILLS / 2);
  }

  private static int round(int kills, long seed) throws Exception {
    Servers servers = RealServers.get();
    // A killed replica's lease must run out, before the next one reads.
    Duration lease = Duration.ofSeconds(2);
    try (Trackers trackers = new Trackers(servers.brokerUri(), servers.storeUri(), lease)) {
      trackers.streams(2).foreign("classic", true).foreign("quorum", true);
      FakeFleet fleet = FakeFleet.of(kills * UPDATES_A_KILL, trackers.queues(), seed);
      assertThat(fleet.sent()).hasSize(kills * UPDATES_A_KILL);

      int interrupted = new KillRun(trackers, fleet, kills, seed).run();

      Truth truth = new Truth(trackers, fleet);
      truth.holds();
      truth.canBeRead(trackers.board());
      return interrupted;
    }
  }
}
