package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.key;
import static io.tallyboard.api.support.Calls.with;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tallyboard.api.domain.StreamCursor;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Jobs;
import io.tallyboard.api.support.Json;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.testkit.EventStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing gives a hint here: all that is told is found by looking through the store. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class StreamTest {
  @TestHTTPResource("/v1/stream")
  URI uri;

  @BeforeEach
  void emptyBoard() {
    Calls.awaitReady();
    for (String name :
        List.of(Collections.JOBS, Collections.EXTRACTORS, Collections.EXTRACTOR_INSTANCES)) {
      Records.documents(name).deleteMany(new Document());
    }
  }

  private EventStream follow(String query) {
    return follow(query, ApiServers.ADMIN_KEY, null);
  }

  private EventStream follow(String query, String key, String lastId) {
    EventStream stream = EventStream.open(URI.create(uri + "?" + query), key, lastId);
    await().until(() -> !stream.data("hello").isEmpty());
    return stream;
  }

  private static void write(Jobs job) {
    Records.written(job.build(), Instant.now());
  }

  private static List<String> jobs(EventStream stream) {
    return stream.data("job").stream()
        .map(Json::of)
        .map(job -> job.get("id").asText() + " " + job.get("version").asText())
        .toList();
  }

  private static void awaitJobs(EventStream stream, String... expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(jobs(stream)).containsExactly(expected));
  }

  @Test
  void aChangeThatNoHintTellsOfIsFoundAndToldOnceWithTheWholeJob() {
    Records.written(job("before").build(), Instant.now());
    try (EventStream stream = follow("kinds=job")) {
      write(job("a").version(1).state(JobState.STARTED).on(ResourceRef.file("f1")));
      awaitJobs(stream, "a 1");
      write(job("a").version(2).on(ResourceRef.file("f1")));
      awaitJobs(stream, "a 1", "a 2");

      JsonPath told = JsonPath.from(stream.data("job").get(1));
      assertThat(told.getString("resource.id")).isEqualTo("f1");
      assertThat(told.getString("user.id")).isEqualTo("ann");
      assertThat(told.getMap("$")).isEqualTo(admin().get("/v1/jobs/a").jsonPath().getMap("$"));
      JsonPath hello = JsonPath.from(stream.data("hello").get(0));
      assertThat(Instant.parse(hello.getString("now"))).isBefore(Instant.now());
    }
  }

  @Test
  void aStreamTellsOnlyWhatItIsAskedFor() {
    try (EventStream all = follow("kinds=job");
        EventStream resource = follow("resource=file/f1");
        EventStream extractor = follow("extractor=e1&kinds=job");
        EventStream user = follow("user=bob");
        EventStream some = follow("job=a,c,older")) {
      write(job("a").on(ResourceRef.file("f1")).by("e2"));
      write(job("b").on(ResourceRef.unknown("f1")).by("e1").of("bob"));
      write(job("c").on(new ResourceRef(ResourceRef.DATASET, "f1")).by("e1"));
      write(job("d").formerly("older").by("e2"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(jobs(all)).hasSize(4);
                assertThat(jobs(resource)).containsExactlyInAnyOrder("a 7", "b 7");
                assertThat(jobs(extractor)).containsExactlyInAnyOrder("b 7", "c 7");
                assertThat(jobs(user)).containsExactly("b 7");
                assertThat(jobs(some)).containsExactlyInAnyOrder("a 7", "c 7", "d 7");
              });
      assertThat(resource.data("extractor")).isEmpty();
    }
  }

  @Test
  void whoComesBackIsToldWhatHappenedMeanwhileAndThenGoesOn() {
    EventStream first = follow("kinds=job");
    write(job("a").version(1));
    awaitJobs(first, "a 1");
    first.close();
    String cursor = first.lastId();
    for (int i = 0; i < 450; i++) {
      write(job("m%03d".formatted(i)));
    }
    write(job("a").version(2));

    try (EventStream again = follow("kinds=job", ApiServers.ADMIN_KEY, cursor);
        EventStream one = follow("job=a&cursor=" + cursor);
        EventStream narrow = follow("resource=file/other", ApiServers.ADMIN_KEY, cursor)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> again.data("job").size() == 451);
      assertThat(jobs(again)).doesNotHaveDuplicates().contains("m000 7", "m449 7", "a 2");
      write(job("a").version(3).on(ResourceRef.file("other")));
      await().atMost(Duration.ofSeconds(20)).until(() -> jobs(again).contains("a 3"));
      awaitJobs(one, "a 2", "a 3");
      awaitJobs(narrow, "a 3");
      assertThat(again.data("reset")).isEmpty();
    }
  }

  @Test
  void whoWasAwayForLongerThanADayIsToldToReadAnew() {
    write(job("a"));
    String old = StreamCursor.of(Instant.now().minus(Duration.ofHours(25)));
    try (EventStream stream = follow("kinds=job", ApiServers.ADMIN_KEY, old)) {
      await().until(() -> !stream.data("reset").isEmpty());
      assertThat(JsonPath.from(stream.data("reset").get(0)).getString("reason"))
          .isEqualTo("TOO_OLD");
      write(job("b"));
      awaitJobs(stream, "b 7");
      assertThat(StreamCursor.read(stream.lastId())).isAfter(Instant.now().minusSeconds(60));
    }
  }

  @Test
  void extractorsAreToldWhenTheyComeAndWhenNoMoreIsHeardOfThem() {
    try (EventStream stream = follow("kinds=extractor")) {
      Records.extractor("e1", "q1");
      await().atMost(Duration.ofSeconds(20)).until(() -> stream.data("extractor").size() == 1);
      assertThat(JsonPath.from(stream.data("extractor").get(0)).getString("liveness"))
          .isEqualTo("ONLINE");
      Instant now = Instant.now();
      Records.documents(Collections.EXTRACTOR_INSTANCES).deleteMany(new Document());
      Records.instance(
          new ExtractorInstance(
              "e1-1",
              "e1",
              "q1",
              "2.0",
              null,
              now.minusSeconds(1_000),
              now.minusSeconds(900),
              9,
              List.of(10_000L),
              null));
      await().atMost(Duration.ofSeconds(20)).until(() -> stream.data("extractor").size() == 2);
      assertThat(JsonPath.from(stream.data("extractor").get(1)).getString("liveness"))
          .isEqualTo("OFFLINE");
    }
  }

  @Test
  void aPrivateExtractorIsToldToItsOwnerOnly() {
    String mine = key("amy", "viewer");
    String others = key("bob", "viewer");
    try (EventStream owner = follow("", mine, null);
        EventStream other = follow("", others, null)) {
      Records.privateExtractor("private.KEY.e", "amy");
      Records.extractor("e2", "q2");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> owner.data("extractor").size() == 2 && !other.data("extractor").isEmpty());
      assertThat(other.data("extractor")).hasSize(1);
    }
  }

  @Test
  void aStreamEndsWithTheKeyThatOpenedIt() {
    String key = key("eve", "viewer");
    String id = with(key).get("/v1/whoami").path("id");
    assertThat(id).isEqualTo("eve");
    try (EventStream stream = follow("", key, null)) {
      List<String> ids =
          admin().get("/v1/keys?limit=200").path("keys.findAll{it.user.id=='eve'}.id");
      ids.forEach(each -> admin().delete("/v1/keys/" + each).then().statusCode(204));

      await().atMost(Duration.ofSeconds(30)).until(stream::ended);
      assertThat(JsonPath.from(stream.data("end").get(0)).getString("reason"))
          .isEqualTo("SIGNED_OUT");
    }
  }

  @Test
  void whatCannotBeFollowedIsRefusedByTheNameOfWhatIsWrong() {
    for (String query : List.of("resource=f1", "kinds=jobs", "cursor=nonsense", "nothing=known")) {
      admin()
          .get("/v1/stream?" + query)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
    }
    io.restassured.RestAssured.given().get("/v1/stream").then().statusCode(401);
  }
}
