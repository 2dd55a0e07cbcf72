package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Killing extraction-api with -9 in the middle of sending jobs loses none and makes no second job of
 * any; one whose confirm was lost may be sent twice, and then it was told before. {@code
 * system-tests/soak} asks for more kills than the twenty.
 */
@Real
class KillApiIT {
  private static final int KILLS = Integer.getInteger("tallyboard.test.kills", 20);
  private static final int KILLS_A_ROUND = 20;
  private static final int JOBS_A_KILL = 150;
  private static final long SEED = 20_261_124;

  @Test
  void kills_in_mid_dispatch_lose_no_job_and_make_no_second_one() throws Exception {
    int interrupted = 0;
    int repeated = 0;
    for (int done = 0; done < KILLS; done += KILLS_A_ROUND) {
      int kills = Math.min(KILLS_A_ROUND, KILLS - done);
      try (KilledApi api = new KilledApi()) {
        Random random = new Random(SEED + done);
        List<String> accepted = new ArrayList<>();
        api.launch();
        for (int kill = 0; kill < kills; kill++) {
          api.awaitReady();
          // Its successor comes up meanwhile, and may join in.
          api.launch();
          interrupted += killed(api, accepted, random) ? 1 : 0;
        }
        api.awaitReady();
        api.awaitDone();
        holds(api, accepted);
        repeated += api.fake().repeated().size();
      }
      System.out.printf(
          "%d of %d kills, %d of them in the middle of something; no job lost, %d sent again%n",
          done + kills, KILLS, interrupted, repeated);
    }
    assertThat(interrupted).as("kills that left something undone").isGreaterThan(KILLS / 2);
  }

  /** Whether the kill left something to be sent. */
  private static boolean killed(KilledApi api, List<String> accepted, Random random) {
    int before = api.fake().count();
    accepted.addAll(api.submit(JOBS_A_KILL));
    int wanted = before + 1 + random.nextInt(JOBS_A_KILL / 2);
    await("some are sent")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> api.fake().count() >= wanted);
    api.kill();
    return api.unsent() > 0;
  }

  private static void holds(KilledApi api, List<String> accepted) throws Exception {
    Set<String> submitted = api.submitted();
    assertThat(submitted).as("accepted is durable").containsAll(accepted);
    assertThat(api.fake().jobs()).as("each is sent, and nothing else").isEqualTo(submitted);
    Set<String> told = new HashSet<>(api.told("SUBMITTED"));
    assertThat(told).hasSize(submitted.size());
    Set<String> resent = api.told("RESENT");
    api.fake()
        .repeated()
        .forEach(
            (job, times) -> {
              assertThat(api.dispatches(job))
                  .as("messages of %s", job)
                  .isGreaterThanOrEqualTo(times);
              for (int n = 2; n <= api.dispatches(job); n++) {
                assertThat(resent)
                    .as("told before it was sent")
                    .contains("resent:" + job + ":" + n);
              }
            });
  }
}
