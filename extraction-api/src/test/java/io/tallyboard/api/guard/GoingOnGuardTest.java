package io.tallyboard.api.guard;

import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Trouble;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that was stopped by its key, of an extractor that never asks for anything. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class GoingOnGuardTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Guarded guarded;
  private String extractor;
  private String file;
  private String first;

  @BeforeEach
  void aJobWhoseMessageLiesInItsQueueAgain() throws Exception {
    Calls.awaitReady();
    guarded = new Guarded();
    extractor = "stubborn." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    guarded.broker.declare(extractor);
    guarded.broker.declare(Topology.errorQueue(extractor));
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
    first = submitted(1);
  }

  @AfterEach
  void close() throws Exception {
    guarded.close();
  }

  private String submitted(int depth) {
    String id =
        Calls.submit(ApiServers.ADMIN_KEY, file, extractor)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await().atMost(SOON).until(() -> guarded.broker.depth(extractor) == depth);
    return id;
  }

  /** It was told of after so many of its runs. */
  private static Jobs record(String id, int runs, int toldAfter) {
    Trouble told =
        new Trouble(Event.LOOPING, Jobs.T0.plusSeconds(toldAfter).plusMillis(500), "told");
    return job(id).state(JobState.STARTED).attempted(Guarded.silentRuns(runs)).troubled(told);
  }

  @Test
  void itsMessageIsPutAsideAfterTwoRunsMore() throws Exception {
    Records.jobs(record(first, 7, 5).by(extractor).on(ResourceRef.file(file)).build());

    await().atMost(SOON).until(() -> !guarded.told(first, "ERROR").isEmpty());
    assertThat(guarded.told(first, "ERROR").get(0).path("message").asText())
        .startsWith("2 runs more have begun and ended without a word since its key was taken back")
        .contains("put aside into error." + extractor);
    assertThat(guarded.broker.depth(extractor)).isZero();
    assertThat(guarded.broker.depth(Topology.errorQueue(extractor))).isEqualTo(1);
  }

  @Test
  void whoIsBehindAnotherWaitsForItsTurnAndOneRunMoreMayHaveBeenUnderWay() throws Exception {
    String second = submitted(2);
    Records.jobs(
        record(first, 6, 5).by(extractor).on(ResourceRef.file(file)).build(),
        record(second, 7, 5).by(extractor).on(ResourceRef.file(file)).build());
    String other = UUID.randomUUID().toString();
    Records.jobs(
        job(other).by("foreign").state(JobState.STARTED).attempted(Guarded.silentRuns(7)).build());
    guarded.awaitLoop(other);

    assertThat(guarded.told(first, "ERROR")).isEmpty();
    assertThat(guarded.told(second, "ERROR")).isEmpty();
    await().atMost(SOON).until(() -> guarded.broker.depth(extractor) == 2);
  }
}
