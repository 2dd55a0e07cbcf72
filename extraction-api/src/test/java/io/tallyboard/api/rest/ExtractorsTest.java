package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ExtractorsTest {
  private String name;

  @BeforeEach
  void oneExtractor() {
    Calls.awaitReady();
    for (String collection :
        List.of(
            Collections.JOBS,
            Collections.SUBMISSIONS,
            Collections.EXTRACTORS,
            Collections.EXTRACTOR_INSTANCES)) {
      Records.documents(collection).deleteMany(new Document());
    }
    name = "counts." + UUID.randomUUID();
    Records.extractor(name, name);
  }

  @Test
  void anExtractorTellsHowMuchItHasToDo() {
    Instant now = Instant.now();
    Records.jobs(
        job("a").by(name).state(JobState.STARTED).build(),
        job("b").by(name).state(JobState.PROCESSING).build(),
        job("c").by(name).state(JobState.RESUBMITTED).build(),
        job("d").by(name).state(JobState.ERROR).finished(now).build(),
        job("e").by(name).state(JobState.ERROR).finished(now.minus(Duration.ofDays(3))).build(),
        job("f").by("another").state(JobState.STARTED).build());
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
    Calls.submit(ApiServers.ADMIN_KEY, file, name).then().statusCode(202);
    admin()
        .get("/v1/extractors")
        .then()
        .statusCode(200)
        .body("extractors.size()", equalTo(1))
        .body("extractors[0].running", equalTo(2))
        .body("extractors[0].waiting", equalTo(2))
        .body("extractors[0].failed", equalTo(1))
        .body("extractors[0].evidence", containsString("1 process, with a heartbeat every 5 min"));
    admin()
        .get("/v1/extractors?since=" + now.minus(Duration.ofDays(4)))
        .then()
        .body("extractors[0].failed", equalTo(2));
    admin()
        .get("/v1/extractors?since=yesterday")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("since"));
  }

  @Test
  void theBrokerTellsOfItsQueue() throws Exception {
    String state = "extractors[0].queueState";
    admin().get("/v1/extractors").then().body(state + ".exists", equalTo(false));
    try (Broker broker = new Broker()) {
      broker.declare(name);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  admin()
                      .get("/v1/extractors")
                      .then()
                      .body(state + ".exists", equalTo(true))
                      .body(state + ".consumers", equalTo(0))
                      .body("extractors[0].evidence", containsString("nobody takes jobs")));
      broker.consume(name);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  admin()
                      .get("/v1/extractors")
                      .then()
                      .body(state + ".consumers", equalTo(1))
                      .body("extractors[0].evidence", containsString("1 consumer takes jobs")));
      // The question that closed its channel has closed no other: jobs are sent as before.
      List<?> jobs = broker.consume(name);
      String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
      Calls.submit(ApiServers.ADMIN_KEY, file, name).then().statusCode(202);
      Calls.submit(ApiServers.ADMIN_KEY, file, name).then().statusCode(202);
      Broker.awaitSize(jobs, 1);
    }
  }

  @Test
  void whoTakesJobsWithoutABeatIsOnlineByTheBrokersWord() throws Exception {
    Records.documents(Collections.EXTRACTOR_INSTANCES).deleteMany(new Document());
    String one = "extractors[0].";
    admin().get("/v1/extractors").then().body(one + "liveness", equalTo("UNKNOWN"));
    try (Broker broker = new Broker()) {
      broker.declare(name);
      broker.consume(name);
      seen(
          one + "liveness",
          "ONLINE",
          one + "noBeats",
          true,
          one + "evidence",
          "No heartbeat within the last day, but 1 consumer takes jobs from its queue.");
      // One that was heard, and has fallen silent: what it was heard to be says nothing against it.
      silent(name);
      seen(
          one + "liveness",
          "ONLINE",
          one + "noBeats",
          true,
          one + "evidence",
          "No heartbeat for 15 min 1 s, but 1 consumer takes jobs from its queue.");
      admin()
          .get("/v1/extractors/" + name)
          .then()
          .body("extractor.liveness", equalTo("ONLINE"))
          .body("extractor.noBeats", equalTo(true))
          .body("extractor.instances[0].liveness", equalTo("OFFLINE"));
    }
    // With the process goes its consumer.
    seen(one + "liveness", "OFFLINE", one + "noBeats", null);
  }

  @Test
  void whereAnotherExtractorTakesTheJobsOfAQueueNobodyIsOnlineForIt() throws Exception {
    String other = "other." + name;
    Records.extractor(other, name);
    Records.documents(Collections.EXTRACTOR_INSTANCES).deleteMany(new Document("extractor", name));
    try (Broker broker = new Broker()) {
      broker.declare(name);
      broker.consume(name);
      seen(
          "extractors.find { it.name == '" + other + "' }.queueState.consumers",
          1,
          "extractors.find { it.name == '" + name + "' }.liveness",
          "UNKNOWN",
          "extractors.find { it.name == '" + name + "' }.noBeats",
          null);
    }
  }

  /** It beat every five minutes until a quarter of an hour ago, and somebody listened. */
  private static void silent(String name) {
    Instant until = Instant.now().plusSeconds(10);
    Instant last = until.minus(Duration.ofMinutes(15).plusSeconds(1));
    Records.instance(
        new ExtractorInstance(
            name + "-1", name, name, "2.0", null, last, last, 1, List.of(), null));
    Records.watched(last, until);
  }

  private static void seen(Object... pathsAndValues) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var answer = admin().get("/v1/extractors").then().statusCode(200);
              for (int i = 0; i < pathsAndValues.length; i += 2) {
                answer.body((String) pathsAndValues[i], equalTo(pathsAndValues[i + 1]));
              }
            });
  }

  @Test
  void oneExtractorIsShownCloselyWithHowItsJobsWentLately() {
    for (int i = 1; i <= 10; i++) {
      Records.jobs(job("j" + i).by(name).at(T0.plusSeconds(i)).run(0, 1L).ranFor(i * 100L).build());
    }
    Records.jobs(
        job("running").by(name).state(JobState.STARTED).build(),
        job("old").by(name).at(T0.minus(Duration.ofDays(8))).build());
    admin()
        .get("/v1/extractors/" + name)
        .then()
        .statusCode(200)
        .body("extractor.name", equalTo(name))
        .body("extractor.running", equalTo(1))
        .body("recent.complete", equalTo(true))
        .body("recent.states", equalTo(Map.of("SUCCEEDED", 10, "STARTED", 1)))
        .body("recent.elapsed.count", equalTo(10))
        .body("recent.elapsed.p50", equalTo(500))
        .body("recent.elapsed.p90", equalTo(900))
        .body("recent.elapsed.p99", equalTo(1000))
        .body("recent.waiting.p99", equalTo(800))
        .body("$", not(hasKey("parameters")));
    admin().get("/v1/extractors/nobody").then().statusCode(404);
  }

  @Test
  void anExtractorOfTheCallersOnlyIsNotThereForOthers() {
    Records.privateExtractor("private.KEY.closely", "ann");
    String path = "/v1/extractors/private.KEY.closely";
    Calls.with(Calls.key("bob", "submitter")).get(path).then().statusCode(404);
    Calls.with(Calls.key("ann", "viewer"))
        .get(path)
        .then()
        .statusCode(200)
        .body("owner", equalTo("ann"))
        .body("extractor.evidence", containsString("No heartbeat within the last day"));
  }
}
