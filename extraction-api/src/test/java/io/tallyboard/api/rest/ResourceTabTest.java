package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.key;
import static io.tallyboard.api.support.Calls.with;
import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static io.tallyboard.api.support.Jobs.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ResourceTabTest {
  private static final ResourceRef DATASET = new ResourceRef(ResourceRef.DATASET, "d");

  @BeforeEach
  void emptyBoard() {
    Calls.awaitReady();
    for (String name :
        List.of(Collections.JOBS, Collections.EXTRACTIONS, Collections.SUBMISSIONS)) {
      Records.documents(name).deleteMany(new Document());
    }
  }

  @Test
  void allJobsAreCountedAndTheListGoesOnWhereTheTabEnds() {
    ResourceRef file = ResourceRef.file("many");
    for (int i = 0; i < 30; i++) {
      String extractor = i % 3 == 0 ? "a" : "b";
      Records.jobs(job("j%02d".formatted(i)).on(file).by(extractor).at(T0.plusMillis(i)).build());
    }
    Response tab = admin().get("/v1/resources/file/many/extractions?limit=6");
    tab.then()
        .statusCode(200)
        .body("extractors.name", contains("a", "b"))
        .body("extractors.jobCount", contains(10, 20))
        .body("extractors[0].jobs.id", contains("j27", "j24"))
        .body("more", equalTo(true))
        .body("$", not(hasKey("rollup")));
    admin()
        .get("/v1/jobs?resource=file/many&limit=2&cursor=" + tab.path("next"))
        .then()
        .body("jobs.id", contains("j23", "j22"));
    admin()
        .get("/v1/resources/file/many/extractions")
        .then()
        .body("extractors.jobCount", contains(10, 20))
        .body("$", not(hasKey("next")));
  }

  @Test
  void eventsOfShortAndLongJobsComeInOrderWhoeverSentThem() {
    List<Extraction> a = List.of(update("a", 1, Event.STARTED, "a starts"));
    List<Extraction> b =
        List.of(
            update("b", 2, Event.STARTED, "b starts"),
            update("b", 4, Event.PROGRESS, "b works"),
            update("b", 6, Event.SUCCEEDED, "b ends"));
    List<Extraction> more = List.of(update("a", 9, Event.SUCCEEDED, "a ends"));
    Records.extractions(more);
    Records.extractions(b);
    Records.extractions(a);
    Records.jobs(
        job("a").run(0, 1L).updates(2).remembering(a).build(),
        job("b").run(0, 1L).updates(3).remembering(b).build());
    String events = "extractors[0].jobs.find { it.id == '%s' }.events.message";
    admin()
        .get("/v1/resources/file/f/extractions?events=2")
        .then()
        .body(events.formatted("a"), contains("a starts", "a ends"))
        .body(events.formatted("b"), contains("b works", "b ends"));
    List<?> none =
        admin().get("/v1/resources/file/f/extractions?events=0").path(events.formatted("a"));
    assertThat(none).isEmpty();
  }

  @Test
  void aDatasetRollsUpWhatWasDoneOnItsFiles() {
    ResourceRef one = ResourceRef.file("one");
    ResourceRef two = ResourceRef.file("two");
    Records.jobs(
        job("d1").on(DATASET).in("d").by("on.dataset").build(),
        job("a").on(one).in("d").at(T0).state(JobState.ERROR).build(),
        job("b").on(one).in("d").at(T0.plusSeconds(2)).build(),
        job("c").on(two).in("d").by("z").at(T0.plusSeconds(1)).state(JobState.STARTED).build(),
        job("elsewhere").on(ResourceRef.file("three")).in("e").build());
    admin()
        .get("/v1/resources/dataset/d/extractions")
        .then()
        .statusCode(200)
        .body("extractors.name", contains("on.dataset"))
        .body("rollup.files", equalTo(2))
        .body("rollup.jobs", equalTo(3))
        .body("rollup.complete", equalTo(true))
        .body("rollup.states", equalTo(Map.of("SUCCEEDED", 1, "ERROR", 1, "STARTED", 1)))
        .body("rollup.items.resource.id", contains("one", "two"))
        .body("rollup.items[0].resource.name", equalTo("a.txt"))
        .body("rollup.items[0].states", equalTo(Map.of("SUCCEEDED", 1, "ERROR", 1)))
        .body("rollup.items[0].last.id", equalTo("b"))
        .body("rollup.items[1].last.state", equalTo("STARTED"))
        .body("rollup.items[1].last.extractor", equalTo("z"))
        .body("rollup.sentence", equalTo("2 files: 1 running, 1 done"));
    admin()
        .get("/v1/resources/dataset/none/extractions")
        .then()
        .body("rollup.files", equalTo(0))
        .body("rollup.sentence", equalTo("No extractor has run on a file of this dataset yet."));
  }

  @Test
  void whatWaitsForItsFirstUpdateIsRolledUpToo() {
    Records.extractor("rolled", "rolled");
    String file =
        with(ApiServers.ADMIN_KEY)
            .multiPart("file", "a.txt", new byte[] {1})
            .post("/v1/files?dataset=waiting")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Calls.submit(ApiServers.ADMIN_KEY, file, "rolled").then().statusCode(202);
    admin()
        .get("/v1/resources/dataset/waiting/extractions")
        .then()
        .body("rollup.items.resource.id", contains(file))
        .body("rollup.sentence", equalTo("1 file: 1 waiting"));
    with(key("rolf", "viewer"))
        .get("/v1/resources/dataset/waiting/extractions")
        .then()
        .body("rollup.jobs", equalTo(1));
  }
}
