package io.tallyboard.api.guard;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Records;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class LoopGuardTest {
  private Guarded guarded;
  private String file;
  private TakenJob taken;

  @BeforeEach
  void aJobThatItsExtractorHasTaken() throws Exception {
    Calls.awaitReady();
    guarded = new Guarded();
    file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "any");
    taken = TakenJob.on(ResourceRef.file(file));
  }

  @AfterEach
  void close() throws Exception {
    guarded.close();
  }

  /** As each run of pyclowder does first. */
  private Response opens() {
    return with(taken.key()).get("/api/v2/files/" + file + "/metadata");
  }

  private Jobs record(JobState state) {
    return job(taken.id()).by(taken.extractor()).on(ResourceRef.file(file)).state(state);
  }

  @Test
  void aJobWhoseRunsEndedFiveTimesWithoutAWordIsStoppedAndTold() {
    Records.jobs(record(JobState.STARTED).attempted(Guarded.silentRuns(5)).build());

    assertThat(guarded.awaitLoop(taken.id()))
        .startsWith("5 runs have begun and ended without a word")
        .endsWith("so that its next run fails and ends as an error.");
    opens()
        .then()
        .statusCode(403)
        .body("detail", containsString("handed out too often without an end"));
    assertThat(loops("crash")).isPositive();
  }

  @Test
  void aJobWhoseDataIsAskedForByOneProcessAfterTheOtherIsToldAtTheSixthTime() {
    Records.jobs(record(JobState.SUBMITTED).attempted(Guarded.silentRuns(0)).build());
    for (int run = 1; run <= 6; run++) {
      opens().then().statusCode(200);
      Guarded.cameTo(taken.extractor());
    }

    assertThat(guarded.awaitLoop(taken.id()))
        .startsWith("Its extractor has asked for its data 5 times");
    opens().then().statusCode(403);
  }

  @Test
  void aJobOfOneProcessThatAsksOftenIsLeftAlone() {
    Records.jobs(record(JobState.STARTED).attempted(Guarded.silentRuns(0)).build());
    for (int time = 1; time <= 12; time++) {
      opens().then().statusCode(200);
    }
    // Whoever comes after it is judged after it.
    String other = notOurs();
    guarded.awaitLoop(other);

    assertThat(guarded.told(taken.id(), "LOOPING")).isEmpty();
    opens().then().statusCode(200);
  }

  @Test
  void aJobThatAnotherSystemSentIsToldWithoutThePromiseThatItWasStopped() {
    assertThat(guarded.awaitLoop(notOurs()))
        .contains("It was not sent from here, so that it cannot be stopped from here");
  }

  @Test
  void whatWasToldStaysToldOnce() {
    Records.jobs(record(JobState.STARTED).attempted(Guarded.silentRuns(6)).build());
    guarded.awaitLoop(taken.id());
    guarded.awaitLoop(notOurs());

    assertThat(guarded.told(taken.id(), "LOOPING")).hasSize(1);
  }

  private static String notOurs() {
    String id = UUID.randomUUID().toString();
    Records.jobs(
        job(id).by("foreign").state(JobState.STARTED).attempted(Guarded.silentRuns(7)).build());
    return id;
  }

  private static double loops(String kind) {
    String name = "tallyboard_jobs_loops_total{kind=\"" + kind + "\"";
    await().atMost(Duration.ofSeconds(5)).until(() -> metrics().contains(name));
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String metrics() {
    return admin().get("/q/metrics").asString();
  }
}
