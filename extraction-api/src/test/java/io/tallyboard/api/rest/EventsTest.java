package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class EventsTest {
  private static final String EVENTS = "/v1/jobs/e/events?";

  @BeforeEach
  void emptyLog() {
    Calls.awaitReady();
    for (String name : List.of(Collections.JOBS, Collections.EXTRACTIONS)) {
      Records.documents(name).deleteMany(new Document());
    }
  }

  /** Starts, says {@code lines} numbered texts, and ends. */
  private static void longJob(int lines) {
    List<Extraction> log = new ArrayList<>();
    log.add(update("e", 1, Event.STARTED, "Started processing."));
    IntStream.rangeClosed(2, lines + 1)
        .forEach(i -> log.add(update("e", i, Event.PROGRESS, "line " + (i - 1))));
    log.add(update("e", lines + 2, Event.ERROR, "Out of memory"));
    Records.extractions(log);
    Records.jobs(job("e").state(JobState.ERROR).run(0, 1L).remembering(log).build());
  }

  private static Response events(String query) {
    Response answer = admin().get(EVENTS + query);
    answer.then().statusCode(200);
    return answer;
  }

  private static List<String> messages(Response page) {
    return page.path("events.message");
  }

  @Test
  void aTailIsReadBackwardsToTheBeginningAndForwardsToTheEnd() {
    longJob(8);
    Response tail = events("tail=3");
    assertThat(messages(tail)).containsExactly("line 7", "line 8", "Out of memory");
    tail.then().body("$", not(hasKey("next")));

    Response before = events("limit=4&before=" + tail.path("previous"));
    assertThat(messages(before)).containsExactly("line 3", "line 4", "line 5", "line 6");
    Response first = events("limit=4&before=" + before.path("previous"));
    assertThat(messages(first)).containsExactly("Started processing.", "line 1", "line 2");
    first.then().body("$", not(hasKey("previous")));

    Response again = events("limit=4&cursor=" + first.path("next"));
    assertThat(messages(again)).isEqualTo(messages(before));
    Response back = events("limit=4&before=" + again.path("previous"));
    assertThat(messages(back)).isEqualTo(messages(first));
    events("limit=2").then().body("$", not(hasKey("previous"))).body("$", hasKey("next"));
  }

  @Test
  void theLastCursorGoesOnWithWhatComesLater() {
    longJob(1);
    String last = events("tail=2").path("last");
    Response nothing = events("cursor=" + last);
    assertThat(messages(nothing)).isEmpty();
    assertThat(nothing.<String>path("last")).isEqualTo(last);
    Records.extractions(List.of(update("e", 9, Event.STARTED, "Once more.")));
    assertThat(messages(events("cursor=" + last))).containsExactly("Once more.");
  }

  @Test
  void eventsAreFoundByTheirLevel() {
    List<Extraction> log =
        List.of(
            update("e", 1, Event.STARTED, "starts"),
            update("e", 2, Event.PROGRESS, "works"),
            update("e", 3, Event.RETRIED, "retries"),
            update("e", 4, Event.STARTED, "starts again"),
            update("e", 5, Event.ERROR, "fails"));
    Records.extractions(log);
    Records.jobs(job("e").run(0, 1L).run(1, 2L).remembering(log).build());
    assertThat(messages(events("level=PROGRESS"))).hasSize(5);
    assertThat(messages(events("level=lifecycle"))).hasSize(4).doesNotContain("works");
    assertThat(messages(events("level=WARNING"))).containsExactly("retries", "fails");
    events("level=ERROR").then().body("events.level", contains("ERROR"));
    events("limit=9").then().body("events.level[1]", equalTo("PROGRESS"));
    assertThat(messages(events("attempt=1"))).containsExactly("starts", "works", "retries");
    assertThat(messages(events("attempt=2&tail=5"))).containsExactly("starts again", "fails");
    assertThat(messages(events("attempt=2&level=ERROR"))).containsExactly("fails");
    assertThat(messages(events("attempt=3"))).isEmpty();
  }

  @Test
  void eventsAreFoundByTheirTextAsItIsShown() {
    List<Extraction> log =
        List.of(
            update("e", 1, Event.SUBMITTED, null),
            update("e", 2, Event.STARTED, " "),
            update("e", 3, Event.PROGRESS, "Reading (50%) of ÄRGER.txt"),
            update("e", 4, Event.SUCCEEDED, "Done with all that was submitted."));
    Records.extractions(log);
    Records.jobs(job("e").run(0, 1L).remembering(log).build());
    assertThat(messages(events("text=SUBMITTED")))
        .containsExactly("Submitted.", "Done with all that was submitted.");
    assertThat(messages(events("text=(50%)"))).containsExactly("Reading (50%) of ÄRGER.txt");
    assertThat(messages(events("text=started"))).containsExactly("Started.");
    assertThat(messages(events("text=.*"))).isEmpty();
    assertThat(messages(events("text=submitted&tail=1")))
        .containsExactly("Done with all that was submitted.");
  }

  @Test
  void aSearchOfALongLogStopsAndGoesOn() {
    longJob(20_500);
    Response first = events("text=memory");
    assertThat(messages(first)).isEmpty();
    first.then().body("searched.events", equalTo(20_000)).body("searched", hasKey("to"));
    Response second = events("text=memory&cursor=" + first.path("next"));
    assertThat(messages(second)).containsExactly("Out of memory");
    second.then().body("$", not(hasKey("next"))).body("$", not(hasKey("searched")));

    Response tail = events("text=line 1&tail=1");
    assertThat(messages(tail)).containsExactly("line 19999");
    Response back = events("text=processing&tail=1");
    assertThat(messages(back)).isEmpty();
    assertThat(messages(events("text=processing&before=" + back.path("previous"))))
        .containsExactly("Started processing.");
    // Nothing was found, and still a live tail knows where to go on.
    assertThat(messages(events("text=processing&cursor=" + back.path("last")))).isEmpty();
  }

  @Test
  void anInferredJobsEventsAreFoundTheSameWay() {
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
    Records.jobs(
        job("e").inferred().on(f).by("x").run(0, 1L).remembering(first).build(),
        job("e2").inferred().on(f).by("x").run(2, 3L).remembering(second).build());
    assertThat(messages(events("tail=2"))).containsExactly("first works", "first ends");
    assertThat(messages(events("text=first&limit=2")))
        .containsExactly("first starts", "first works");
    assertThat(messages(events("text=second"))).isEmpty();
    admin()
        .get("/v1/resources/unknown/past/extractions")
        .then()
        .body(
            "extractors[0].jobs.find { it.id == 'e' }.events.message",
            contains("first starts", "first works", "first ends"))
        .body(
            "extractors[0].jobs.find { it.id == 'e2' }.events.message",
            contains("second starts", "second fails"));
  }

  @Test
  void aLogIsDownloadedAsTextAndAsLinesOfJson() {
    List<Extraction> log =
        List.of(
            update("e", 1, Event.SUBMITTED, null),
            update("e", 2, Event.STARTED, "Started"),
            update("e", 3, Event.PROGRESS, "two\r\nlines \u001b[31mred"),
            update("e", 4, Event.SUCCEEDED, "Done"));
    Records.extractions(log);
    Records.jobs(job("e").run(0, 1L).remembering(log).formerly("was e").build());
    Response text = admin().get("/v1/jobs/was e/log");
    text.then()
        .statusCode(200)
        .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
        .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''job-e.log"));
    assertThat(text.asString())
        .isEqualTo(
            ("%s  attempt -  SUBMITTED  Submitted.\n"
                    + "%s  attempt 1  STARTED  Started\n"
                    + "%s  attempt 1  PROGRESS  two\n    lines [31mred\n"
                    + "%s  attempt 1  SUCCEEDED  Done\n")
                .formatted(at(1), at(2), at(3), at(4)));

    Response lines = admin().get("/v1/jobs/e/log?format=ndjson&level=LIFECYCLE&attempt=1");
    lines
        .then()
        .header("Content-Type", equalTo("application/x-ndjson"))
        .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''job-e.ndjson"));
    assertThat(lines.asString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"id\":\"updates.0:") && line.endsWith("}"));
  }

  private static String at(int millis) {
    return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
        .withZone(java.time.ZoneOffset.UTC)
        .format(T0.plusMillis(millis));
  }

  @Test
  void aLongLogIsDownloadedWholeAndInOrder() {
    longJob(2_345);
    String text = admin().get("/v1/jobs/e/log").asString();
    assertThat(text.lines()).hasSize(2_347);
    assertThat(text.lines().skip(1).limit(2_345).map(line -> line.replaceAll(".* line ", "")))
        .isEqualTo(IntStream.rangeClosed(1, 2_345).mapToObj(String::valueOf).toList());
    assertThat(admin().get("/v1/jobs/e/log?text=line 23").asString().lines()).hasSize(57);
  }

  @Test
  void whatIsNotUnderstoodIsRefusedByItsName() {
    longJob(1);
    refused("tail", EVENTS + "tail=0");
    refused("tail", EVENTS + "tail=2&cursor=" + events("limit=9").path("last"));
    refused("before", EVENTS + "before=x");
    refused("level", EVENTS + "level=LOUD");
    refused("text", EVENTS + "text=x");
    refused("attempt", EVENTS + "attempt=first");
    refused("after", EVENTS + "after=x");
    refused("format", "/v1/jobs/e/log?format=pdf");
    refused("limit", "/v1/jobs/e/log?limit=3");
    refused("key", "/v1/jobs/e/message?key=1");
    refused("events", "/v1/resources/file/f/extractions?events=51");
    refused("limit", "/v1/resources/file/f/results?limit=5");
    refused("page", "/v1/resources/file/f/extractions?page=2");
  }

  private static void refused(String parameter, String path) {
    admin().get(path).then().statusCode(400).body("errors[0].parameter", equalTo(parameter));
  }
}
