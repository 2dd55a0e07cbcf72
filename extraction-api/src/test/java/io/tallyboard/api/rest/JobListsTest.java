package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.JobIndexes;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class JobListsTest {

  @BeforeEach
  void emptyBoard() {
    Calls.awaitReady();
    for (String name : List.of(Collections.JOBS, Collections.SUBMISSIONS, Collections.EXTRACTORS)) {
      Records.documents(name).deleteMany(new Document());
    }
    JobIndexes.create(Records.documents(Collections.JOBS));
  }

  private static List<String> ids(String query) {
    return admin().get("/v1/jobs?" + query).then().statusCode(200).extract().path("jobs.id");
  }

  @Test
  void aJobIsFoundByWhatIsKnownOfIt() {
    Trouble doubt = new Trouble(Event.STALLED, T0, "No consumers.");
    Records.jobs(
        job("plain").at(T0).run(0, 2L).build(),
        job("past").at(T0.plusSeconds(1)).inferred().formerly("before").build(),
        job("stuck").at(T0.plusSeconds(2)).state(JobState.STARTED).troubled(doubt).build(),
        job("tough").at(T0.plusSeconds(3)).state(JobState.ERROR).attempts(12).build());
    assertThat(ids("id=plain,before,never")).containsExactly("past", "plain");
    assertThat(ids("identity=inferred")).containsExactly("past");
    assertThat(ids("trouble=STALLED,SUSPECT")).containsExactly("stuck");
    assertThat(ids("minAttempts=2")).containsExactly("tough");
    assertThat(ids("text=DONE proc&how=MANUAL")).containsExactly("tough", "stuck", "plain");
    assertThat(ids("text=.one")).isEmpty();
    assertThat(ids("from=" + T0.plusSeconds(1) + "&to=" + T0.plusSeconds(2)))
        .containsExactly("past");
    assertThat(ids("sort=createdAt&limit=2")).containsExactly("plain", "past");
    assertThat(ids("sort=-waiting&minWaiting=800&maxWaiting=800")).containsExactly("plain");
    assertThat(ids("sort=elapsed")).isEmpty();
  }

  @Test
  void aFileKnowsItsDatasetAndAJobTheVersionOfItsExtractor() {
    Records.extractor("v.extractor", "v.extractor");
    String file =
        admin()
            .multiPart("file", "a.txt", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .multiPart("dataset", "d-1")
            .post("/v1/files")
            .then()
            .statusCode(201)
            .body("dataset", equalTo("d-1"))
            .extract()
            .path("id");
    admin()
        .contentType("text/plain")
        .body("y")
        .post("/v1/files?name=b.txt&dataset=d-2")
        .then()
        .body("dataset", equalTo("d-2"));
    String id = Calls.submit(ApiServers.ADMIN_KEY, file, "v.extractor").path("id");
    Records.jobs(job("itself").on(new ResourceRef("dataset", "d-1")).build());

    admin()
        .get("/v1/jobs?dataset=d-1")
        .then()
        .body("jobs.id", containsInAnyOrder(id, "itself"))
        .body("jobs.find { it.id == '" + id + "' }.dataset", equalTo("d-1"))
        .body("jobs.find { it.id == '" + id + "' }.extractorVersion", equalTo("2.0"));
    assertThat(ids("version=2.0")).containsExactly(id);
    assertThat(ids("version=1.0")).isEmpty();
    admin()
        .multiPart("file", "a.txt", new byte[1])
        .multiPart("dataset", "x".repeat(300))
        .post("/v1/files")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/dataset"));
  }

  @Test
  void onlyTheFieldsThatAreAskedForAreAnswered() {
    Records.jobs(job("one").build());
    Map<String, Object> found =
        admin().get("/v1/jobs?fields=state,resource").then().extract().path("jobs[0]");
    assertThat(found.keySet()).containsExactlyInAnyOrder("id", "version", "state", "resource");
    admin().get("/v1/jobs").then().body("jobs[0]", hasKey("createdAt"));
  }

  @Test
  void jobsAreCountedByWhatTheyAre() {
    Records.jobs(
        job("a").at(T0).by("x").state(JobState.ERROR).build(),
        job("b").at(T0.plusSeconds(1)).by("x").of("bob").build(),
        job("c").at(T0.plusSeconds(2)).by("y").inferred().build());
    admin()
        .get("/v1/jobs/counts?by=state,extractor,user,how,version")
        .then()
        .statusCode(200)
        .body("counted", equalTo(3))
        .body("complete", equalTo(true))
        .body("from", equalTo(T0.toString()))
        .body("facets.state.value", contains("SUCCEEDED", "ERROR"))
        .body("facets.state.count", contains(2, 1))
        .body("facets.extractor.value", contains("x", "y"))
        .body("facets.user.value", contains("ann", "bob"))
        .body("facets.how.value", contains("MANUAL", "UNKNOWN"))
        .body("facets.version", hasSize(0));
    admin()
        .get("/v1/jobs/counts?by=state&extractor=nobody")
        .then()
        .body("counted", equalTo(0))
        .body("facets.state", hasSize(0))
        .body("$", not(hasKey("from")));
    admin().get("/v1/jobs/counts").then().body("facets.size()", equalTo(0));
  }

  /** An endless list is looked through a bounded part at a time, and says how far that was. */
  @Test
  void aRareJobIsFoundByGoingOn() {
    List<Document> many = new ArrayList<>();
    Records.jobs(job("rare").at(T0.minusSeconds(1)).state(JobState.LOST).by("rare").build());
    Document like = Records.documents(Collections.JOBS).find(new Document("_id", "rare")).first();
    for (int i = 0; i < 20_500; i++) {
      Document copy = new Document(like);
      many.add(copy.append("_id", "m" + i).append("createdAt", T0).append("attemptCount", 1));
    }
    Records.documents(Collections.JOBS).insertMany(many);
    Records.documents(Collections.JOBS)
        .updateOne(
            new Document("_id", "rare"), new Document("$set", new Document("attemptCount", 3)));

    Response first = admin().get("/v1/jobs?minAttempts=2");
    first
        .then()
        .statusCode(200)
        .body("jobs", hasSize(0))
        .body("searched.jobs", equalTo(20_000))
        .body("searched.to", equalTo(T0.toString()));
    admin()
        .get("/v1/jobs?minAttempts=2&cursor=" + first.path("next"))
        .then()
        .body("jobs.id", contains("rare"))
        .body("next", nullValue())
        .body("$", not(hasKey("searched")));
    admin()
        .get("/v1/jobs/counts?by=extractor&minAttempts=2")
        .then()
        .body("counted", equalTo(0))
        .body("complete", equalTo(false));
    admin()
        .get("/v1/jobs/counts?by=extractor")
        .then()
        .body("counted", equalTo(10_000))
        .body("complete", equalTo(false));
  }

  @Test
  void aCursorBelongsToItsSort() {
    Records.jobs(
        IntStream.range(0, 3)
            .mapToObj(i -> job("j" + i).at(T0.plusSeconds(i)).build())
            .toArray(Job[]::new));
    String next = admin().get("/v1/jobs?limit=1").path("next");
    admin().get("/v1/jobs?limit=1&cursor=" + next).then().body("jobs.id", contains("j1"));
    admin()
        .get("/v1/jobs?limit=1&sort=createdAt&cursor=" + next)
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("cursor"));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense=1, nonsense",
    "state=GONE, state",
    "how=BY_HAND, how",
    "identity=GUESSED, identity",
    "trouble=ERROR, trouble",
    "minAttempts=-1, minAttempts",
    "minAttempts=99999999999, minAttempts",
    "text=x, text",
    "from=yesterday, from",
    "finishedFrom=1, finishedFrom",
    "minElapsed=1.5, minElapsed",
    "maxWaiting=long, maxWaiting",
    "sort=name, sort",
    "fields=id;memory, fields",
    "resource=file, resource",
    "limit=0, limit",
    "cursor=abc, cursor",
    "state=ERROR&state=LOST, state"
  })
  void whatCannotBeMeantIsRefusedByItsName(String query, String name) {
    admin()
        .get("/v1/jobs?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].parameter", equalTo(name));
  }

  @Test
  void countsKnowNoPagesAndNoOtherFacets() {
    for (Map.Entry<String, String> bad :
        new HashMap<>(Map.of("limit=5", "limit", "by=name", "by", "sort=elapsed", "sort"))
            .entrySet()) {
      admin()
          .get("/v1/jobs/counts?" + bad.getKey())
          .then()
          .statusCode(400)
          .body("errors[0].parameter", equalTo(bad.getValue()));
    }
  }
}
