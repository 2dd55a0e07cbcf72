package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.dropped;
import static io.tallyboard.api.support.Jobs.job;
import static io.tallyboard.api.support.Jobs.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

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
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class QueriesTest {

  @BeforeEach
  void emptyBoard() {
    Calls.awaitReady();
    for (String name :
        List.of(
            Collections.JOBS,
            Collections.EXTRACTIONS,
            Collections.SUBMISSIONS,
            Collections.EXTRACTORS,
            Collections.EXTRACTOR_INSTANCES)) {
      Records.documents(name).deleteMany(new Document());
    }
  }

  private static List<String> all(String query) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      Response page = admin().get("/v1/jobs?" + query + (next.isEmpty() ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      ids.addAll(page.<List<String>>path("jobs.id"));
      next = page.path("next") == null ? "" : page.path("next");
    } while (!next.isEmpty());
    return ids;
  }

  @Test
  void pagesGoThroughAllJobsOnceTheNewestFirst() {
    // Half of them at the same moment: the id decides, and nothing is shown twice or left out.
    Job[] jobs =
        IntStream.range(0, 25)
            .mapToObj(i -> job("j%02d".formatted(i)).at(T0.plusSeconds(i < 12 ? 0 : i)).build())
            .toArray(Job[]::new);
    Records.jobs(jobs);
    List<String> expected =
        IntStream.range(0, 25).mapToObj(i -> "j%02d".formatted(24 - i)).toList();
    assertThat(all("limit=4")).isEqualTo(expected);
    assertThat(all("limit=25")).isEqualTo(expected);
    assertThat(all("resource=")).isEqualTo(expected);
  }

  @Test
  void aListIsNarrowedByResourceExtractorStatesAndUser() {
    Records.jobs(
        job("a").on(ResourceRef.file("1")).by("x").of("ann").state(JobState.ERROR).build(),
        job("b").on(ResourceRef.unknown("1")).by("x").of("bob").state(JobState.LOST).build(),
        job("c").on(new ResourceRef("dataset", "1")).by("y").of("ann").build(),
        job("d").on(ResourceRef.file("2")).by("y").of("bob").state(JobState.STARTED).build());
    assertThat(all("resource=file/1")).containsExactlyInAnyOrder("a", "b");
    assertThat(all("resource=dataset/1")).containsExactlyInAnyOrder("b", "c");
    assertThat(all("resource=unknown/1")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(all("extractor=y")).containsExactlyInAnyOrder("c", "d");
    assertThat(all("state=ERROR,started")).containsExactlyInAnyOrder("a", "d");
    assertThat(all("user=bob&extractor=x")).containsExactly("b");
    assertThat(all("state=&extractor=nobody")).isEmpty();
  }

  @Test
  void aJobIsShownWithoutTheMemoryOfItsFold() {
    Records.jobs(job("one").run(1, 4L).build());
    Response answer = admin().get("/v1/jobs/one");
    answer
        .then()
        .statusCode(200)
        .body("id", equalTo("one"))
        .body("resource.type", equalTo("file"))
        .body("resource.name", equalTo("a.txt"))
        .body("user.name", equalTo("Ann"))
        .body("parameters.depth", equalTo(3))
        .body("attempts[0].number", equalTo(1))
        .body("attempts[0].cause", equalTo("FIRST"))
        .body("attempts[0].running.millis", equalTo(3000))
        .body("waiting.precision", equalTo("MILLISECONDS"))
        .body("createdAt", equalTo(T0.toString()))
        .body("version", equalTo(7))
        .body("$", not(hasKey("memory")))
        .body("$", not(hasKey("finishedAt")));
  }

  @Test
  void aDoubtWhatIsLeftOutAndWhatMadeItGoodAreShown() {
    Trouble doubt = new Trouble(Event.STALLED, T0.plusSeconds(9), "No consumers.");
    Records.jobs(
        job("stalled").state(JobState.PROCESSING).run(1, null).troubled(doubt).build(),
        job("failed")
            .state(JobState.ERROR)
            .run(1, 2L)
            .attempts(1_234)
            .dropped(12_000)
            .addressedBy("again")
            .build());
    admin()
        .get("/v1/jobs/stalled")
        .then()
        .body("trouble.kind", equalTo("STALLED"))
        .body("trouble.evidence", equalTo("No consumers."))
        .body("trouble.since", equalTo(T0.plusSeconds(9).toString()))
        .body("$", not(hasKey("dropped")));
    admin()
        .get("/v1/jobs/failed")
        .then()
        .body("attemptCount", equalTo(1_234))
        .body("attempts.size()", equalTo(1))
        .body("dropped", equalTo(12_000))
        .body("addressedBy", equalTo("again"))
        .body("$", not(hasKey("trouble")));
    admin()
        .get("/v1/resources/file/f/extractions")
        .then()
        .body("sentence", equalTo("0 of 1 extractor finished, 1 stalled"));
  }

  @Test
  void aFormerIdStillFindsItsJobAndItsEvents() {
    ResourceRef f = ResourceRef.unknown("moved");
    List<Extraction> log =
        List.of(
            update(null, f, "x", 1, 1, Event.STARTED, "starts"),
            update(null, f, "x", 2, 2, Event.SUCCEEDED, "ends"));
    Records.extractions(log);
    Records.jobs(
        job("new").inferred().on(f).by("x").run(0, 1L).remembering(log).formerly("old").build(),
        job("other").inferred().on(f).by("x").formerly("new").build());
    admin().get("/v1/jobs/old").then().statusCode(200).body("id", equalTo("new"));
    admin().get("/v1/jobs/new").then().statusCode(200).body("id", equalTo("new"));
    admin().get("/v1/jobs/old/events").then().body("events.message", contains("starts", "ends"));
    admin().get("/v1/jobs/never").then().statusCode(404);
  }

  @Test
  void whatWasNotKeptIsALineOfItsOwn() {
    Extraction dropped = dropped("noisy", 3, 12_000);
    Records.extractions(List.of(update("noisy", 1, Event.STARTED, "starts"), dropped));
    Records.jobs(job("noisy").run(0, 1L).build());
    admin()
        .get("/v1/jobs/noisy/events")
        .then()
        .body("events.event", contains("STARTED", "DROPPED"))
        .body("events[1].message", equalTo("12,000 more log lines were not kept."));
  }

  @Test
  void eventsComeInOrderWithTheNumberOfTheirAttempt() {
    List<Extraction> log =
        List.of(
            update("e", 1, Event.SUBMITTED, null),
            update("e", 2, Event.STARTED, "Started processing."),
            // Received in the same millisecond, as bursts are.
            update("e", ResourceRef.unknown("f"), "x", 3, 5, Event.RETRIED, "(#1) no"),
            update("e", ResourceRef.unknown("f"), "x", 4, 5, Event.STARTED, "Started processing."),
            update("e", ResourceRef.unknown("f"), "x", 5, 5, Event.SUCCEEDED, "Done processing."));
    Records.extractions(log);
    Records.jobs(job("e").run(0, 1L).run(1, 2L).remembering(log).build());

    Response first = admin().get("/v1/jobs/e/events?limit=3");
    first
        .then()
        .statusCode(200)
        .body("events.event", contains("SUBMITTED", "STARTED", "RETRIED"))
        .body("events.message", contains("Submitted.", "Started processing.", "(#1) no"))
        .body("events[0]", not(hasKey("attempt")))
        .body("events.attempt", contains(nullValue(), equalTo(1), equalTo(1)))
        .body("events[1].source", equalTo("EXTRACTOR"))
        .body("events[1].claimedAt", equalTo(T0.plusMillis(2).toString()));
    admin()
        .get("/v1/jobs/e/events?limit=3&cursor=" + first.path("next"))
        .then()
        .body("events.event", contains("STARTED", "SUCCEEDED"))
        .body("events.attempt", contains(2, 2))
        .body("$", not(hasKey("next")));
  }

  @Test
  void anInferredJobsEventsAreThoseOfItsRunOnly() {
    ResourceRef f = ResourceRef.unknown("past");
    List<Extraction> first =
        List.of(
            update(null, f, "x", 1, 1, Event.STARTED, "first starts"),
            update(null, f, "x", 2, 2, Event.PROGRESS, "first works"),
            update(null, f, "x", 4, 4, Event.SUCCEEDED, "first ends"));
    List<Extraction> second =
        List.of(
            update(null, f, "x", 6, 4, Event.STARTED, "second starts"),
            update(null, f, "x", 7, 7, Event.ERROR, "second fails"));
    Records.extractions(first);
    Records.extractions(second);
    Records.extractions(
        List.of(
            update("given", f, "x", 3, 3, Event.PROGRESS, "another job's"),
            update(null, f, "y", 5, 4, Event.PROGRESS, "another extractor's")));
    Records.jobs(
        job("i1").inferred().on(f).by("x").run(0, 1L).remembering(first).build(),
        job("i2").inferred().on(f).by("x").run(2, 3L).remembering(second).build());
    admin()
        .get("/v1/jobs/i1/events")
        .then()
        .body("events.message", contains("first starts", "first works", "first ends"));
    Response page = admin().get("/v1/jobs/i2/events?limit=1");
    page.then().body("events.message", contains("second starts"));
    admin()
        .get("/v1/jobs/i2/events?limit=1&cursor=" + page.path("next"))
        .then()
        .body("events.message", contains("second fails"));
    admin()
        .get("/v1/jobs/i1")
        .then()
        .body("identity", equalTo("INFERRED"))
        .body("how", equalTo("UNKNOWN"))
        .body("$", not(hasKey("user")));
  }

  @Test
  void aResourceTellsAllThatItsExtractorsDid() {
    Records.extractor("a.extractor", "a.extractor");
    String file = Calls.file(ApiServers.ADMIN_KEY, "report.txt", "hello");
    ResourceRef f = ResourceRef.file(file);
    List<Extraction> log =
        List.of(
            update("one", f, "a.extractor", 1, 1, Event.STARTED, "Started processing."),
            update("one", f, "a.extractor", 2, 2, Event.SUCCEEDED, "Done processing."));
    Records.extractions(log);
    Records.jobs(
        job("one").on(f).by("a.extractor").at(T0).run(0, 10L).remembering(log).build(),
        job("two").on(f).by("a.extractor").at(T0.plusSeconds(5)).run(5, 20L).build(),
        job("three").on(f).by("b").at(T0).state(JobState.ERROR).run(5, 6L).build(),
        job("other").on(ResourceRef.file("other")).build());

    admin()
        .get("/v1/resources/file/" + file + "/extractions")
        .then()
        .statusCode(200)
        .body("resource.name", equalTo("report.txt"))
        .body("sentence", equalTo("1 of 2 extractors finished, 1 failed"))
        .body("extractors.name", contains("a.extractor", "b"))
        .body("extractors.state", contains("SUCCEEDED", "ERROR"))
        .body("extractors[0].version", equalTo("2.0"))
        .body("extractors[0].jobs.id", contains("two", "one"))
        .body("extractors[0].jobs[0].overlaps", contains("one"))
        .body("extractors[0].jobs[1].overlaps", contains("two"))
        .body(
            "extractors[0].jobs[1].events.message",
            contains("Started processing.", "Done processing."))
        .body("extractors[0].jobs[1].events.attempt", contains(1, 1))
        .body("extractors[1].jobs[0].overlaps.size()", equalTo(0))
        .body("$", not(hasKey("more")))
        .body("$", hasKey("now"));

    admin()
        .get("/v1/resources/file/" + file + "/extractions?limit=1")
        .then()
        .body("more", equalTo(true))
        .body("extractors.jobs.flatten().id", contains("two"));
  }

  @Test
  void aResourceThatNothingRanOnSaysSo() {
    admin()
        .get("/v1/resources/dataset/none/extractions")
        .then()
        .statusCode(200)
        .body("sentence", equalTo("No extractor has run on this dataset yet."))
        .body("extractors.size()", equalTo(0));
  }

  @Test
  void onlyTheLatestEventsAreInAResourcesAnswer() {
    List<Extraction> log =
        IntStream.rangeClosed(1, 80)
            .mapToObj(i -> update("long", i, i == 1 ? Event.STARTED : Event.PROGRESS, "line " + i))
            .toList();
    Records.extractions(log);
    Records.jobs(job("long").state(JobState.PROCESSING).run(0, null).remembering(log).build());
    Response few = admin().get("/v1/resources/file/f/extractions");
    assertThat(few.<List<String>>path("extractors[0].jobs[0].events.message")).hasSize(10);
    Response answer = admin().get("/v1/resources/file/f/extractions?events=50");
    List<String> lines = answer.path("extractors[0].jobs[0].events.message");
    assertThat(lines).hasSize(50).startsWith("line 31").endsWith("line 80");
    assertThat(answer.<String>path("sentence"))
        .matches("0 of 1 extractor finished, 1 running for 1 h.*");
  }

  @Test
  void submissionsAreListedAmongJobsUntilTheyHaveARecord() {
    Records.extractor("late.tracker", "late.tracker");
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
    Records.jobs(job("older").at(T0).on(ResourceRef.file(file)).build());
    String id = Calls.submit(ApiServers.ADMIN_KEY, file, "late.tracker").path("id");
    assertThat(all("limit=1")).containsExactly(id, "older");
    assertThat(all("state=SUBMITTED")).containsExactly(id);
    assertThat(all("state=SUCCEEDED")).containsExactly("older");
    admin()
        .get("/v1/resources/file/" + file + "/extractions")
        .then()
        .body("sentence", equalTo("1 of 2 extractors finished, 1 waiting"));
    admin().get("/v1/jobs/" + id + "/events").then().body("events.size()", equalTo(0));

    Records.jobs(job(id).at(Instant.now()).state(JobState.STARTED).build());
    assertThat(all("limit=1")).containsExactly(id, "older");
    assertThat(all("state=SUBMITTED")).isEmpty();
    admin().get("/v1/jobs/" + id).then().body("state", equalTo("STARTED"));
  }

  @Test
  void extractorsAreListedWithTheLivenessOfTheirProcessesNow() {
    Instant now = Instant.now();
    Records.extractor("alive", "alive");
    Records.extractor("silent", "silent");
    Records.documents(Collections.EXTRACTOR_INSTANCES)
        .deleteMany(new Document("extractor", "silent"));
    Instant longAgo = now.minus(Duration.ofHours(1));
    Records.instance(
        new ExtractorInstance(
            "s1", "silent", "silent", "2.0", null, longAgo, longAgo, 9, List.of(10_000L), null));
    Records.privateExtractor("private.KEY.own", "ann");

    admin()
        .get("/v1/extractors")
        .then()
        .statusCode(200)
        .body("extractors.name", contains("alive", "private.KEY.own", "silent"))
        .body("extractors.liveness", contains("ONLINE", "UNKNOWN", "OFFLINE"))
        .body("extractors[0].process[0].trigger", equalTo("file"))
        .body("extractors[2].instances[0].periodMillis", equalTo(10_000))
        .body("extractors[2].instances[0].id", equalTo("s1"));
    Calls.with(Calls.key("bob", "submitter"))
        .get("/v1/extractors")
        .then()
        .body("extractors.name", contains("alive", "silent"));
    Calls.with(Calls.key("ann", "viewer"))
        .get("/v1/extractors")
        .then()
        .body("extractors.name", contains("alive", "private.KEY.own", "silent"));
  }
}
