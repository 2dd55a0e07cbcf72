package io.tallyboard.api.dispatch;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Filters;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The windows, on the running service: what is in the broker's queue, and what is said of the rest. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class WindowsTest {
  private static final int WINDOW = 32;

  private Broker broker;
  private String extractor;

  @BeforeEach
  void ready() throws Exception {
    Calls.awaitReady();
    broker = new Broker();
    extractor = "windows." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
  }

  @AfterEach
  void close() throws Exception {
    broker.close();
  }

  /** As they lie in the store after their announcement. */
  private List<String> waiting(String user, int count, int priority) {
    String updateQueue =
        Records.documents(Collections.UPDATE_QUEUES)
            .find(Filters.ne("kind", QueueKind.FOREIGN.name()))
            .first()
            .getString("_id");
    List<Submission> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new Submission(
              UUID.randomUUID().toString(),
              ResourceRef.file("f"),
              "text/plain",
              1,
              extractor,
              extractor,
              new Request(new UserRef(user, user), How.MANUAL, "f.txt", "{}"),
              updateQueue,
              SubmissionState.ANNOUNCED,
              priority,
              null,
              Instant.now().minusSeconds(600).plusMillis(i),
              null,
              0,
              0,
              3));
    }
    Records.submissions().insertMany(all);
    return all.stream().map(Submission::jobId).toList();
  }

  private List<String> sent() {
    return Records.documents(Collections.SUBMISSIONS)
        .find(Filters.and(Filters.eq("queue", extractor), Filters.eq("state", "DISPATCHED")))
        .map(s -> s.getString("_id"))
        .into(new ArrayList<>());
  }

  private void awaitSent(int count) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(sent()).hasSize(count));
  }

  private void started(String jobId) throws Exception {
    broker.hint(Jobs.job(jobId).by(extractor).of("ann").state(JobState.STARTED).build());
  }

  @Test
  void noMoreThanAWindowIsSentAndEachStartMakesRoomForOne() throws Exception {
    broker.declare(extractor);
    List<String> jobs = waiting("ann", WINDOW + 8, 5);
    awaitSent(WINDOW);
    assertThat(sent())
        .as("the oldest")
        .containsExactlyInAnyOrderElementsOf(jobs.subList(0, WINDOW));
    started(jobs.get(0));
    started(jobs.get(1));
    awaitSent(WINDOW + 2);
    assertThat(sent()).contains(jobs.get(WINDOW), jobs.get(WINDOW + 1));
  }

  @Test
  void aStartOfWhichNoHintToldIsSeenInItsRecord() throws Exception {
    broker.declare(extractor);
    List<String> jobs = waiting("ann", WINDOW + 1, 5);
    awaitSent(WINDOW);
    Records.jobs(Jobs.job(jobs.get(3)).by(extractor).of("ann").state(JobState.STARTED).build());
    awaitSent(WINDOW + 1);
  }

  @Test
  void anotherUsersJobIsTheNextAndAHigherPriorityGoesBeforeAll() throws Exception {
    broker.declare(extractor);
    List<String> anns = waiting("ann", WINDOW + 5, 5);
    awaitSent(WINDOW);
    String bobs = waiting("bob", 1, 5).get(0);
    String low = waiting("cyn", 1, 0).get(0);
    String urgent = waiting("ann", 1, 9).get(0);
    started(anns.get(0));
    awaitSent(WINDOW + 1);
    assertThat(sent()).contains(urgent).doesNotContain(bobs, low);
    started(anns.get(1));
    awaitSent(WINDOW + 2);
    assertThat(sent()).contains(bobs).doesNotContain(low);
  }

  @Test
  void eachWaitingJobSaysWhy() throws Exception {
    List<String> jobs = waiting("ann", WINDOW + 4, 5);
    String last = jobs.get(WINDOW + 3);
    says(last, "NO_QUEUE");
    broker.declare(extractor);
    awaitSent(WINDOW);
    says(last, "NO_CONSUMER");
    says(jobs.get(0), "NO_CONSUMER");
    broker.hold(extractor);
    says(last, "BEHIND");
    admin()
        .get("/v1/jobs/" + last)
        .then()
        .body("waiting.behind", equalTo(WINDOW + 3))
        .body("waiting.since", notNullValue())
        .body("waiting.estimate", nullValue())
        .body("waitingReason", equalTo(WINDOW + 3 + " jobs go before it."));
    admin()
        .get("/v1/jobs/" + jobs.get(1))
        .then()
        .body("waiting.reason", equalTo("BEHIND"))
        .body("waitingReason", nullValue());
    admin()
        .get("/v1/jobs?extractor=" + extractor)
        .then()
        .body("jobs[0].waiting.reason", equalTo("BEHIND"))
        .body("jobs[0].waiting.behind", nullValue());
  }

  private static void says(String jobId, String reason) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                admin()
                    .get("/v1/jobs/" + jobId)
                    .then()
                    .statusCode(200)
                    .body("waiting.reason", equalTo(reason)));
  }

  @Test
  void aPausedExtractorIsSentNothingUntilItIsResumed() throws Exception {
    broker.declare(extractor);
    admin()
        .post("/v1/extractors/" + extractor + "/pause")
        .then()
        .statusCode(200)
        .body("paused.by.id", equalTo("admin"));
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    String id = Calls.submit(ApiServers.ADMIN_KEY, file, extractor).path("id");
    says(id, "PAUSED");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> sent().isEmpty());
    admin()
        .post("/v1/extractors/" + extractor + "/resume")
        .then()
        .statusCode(200)
        .body("paused", nullValue());
    awaitSent(1);
    admin()
        .get("/v1/audit?target=extractor/" + extractor)
        .then()
        .body("entries.action", equalTo(List.of("extractor.resume", "extractor.pause")));
    admin().post("/v1/extractors/nobody/pause").then().statusCode(404);
  }
}
