package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class RoutingTest {
  private String ann;
  private String text;

  @BeforeEach
  void severalExtractors() {
    Calls.awaitReady();
    for (String collection :
        List.of(
            Collections.SUBMISSIONS,
            Collections.EXTRACTORS,
            Collections.EXTRACTOR_SETTINGS,
            Collections.EXTRACTOR_INSTANCES)) {
      Records.documents(collection).deleteMany(new Document());
    }
    Records.extractor("all", null, null, "file */*");
    Records.extractor("images", null, null, "file image/*");
    Records.extractor("sets", null, null, "dataset file.added", "dataset files.added");
    Records.extractor("meta", null, null, "metadata added.file", "metadata added.dataset");
    Records.extractor("texts", null, null, "file TEXT/*");
    ann = Calls.key("ann@x.org", "submitter");
    text = Calls.file(ann, "a.txt", "x");
  }

  private static Response tell(String key, Map<String, ?> event) {
    return Calls.with(key).contentType(ContentType.JSON).body(event).post("/v1/events");
  }

  private static ValidatableResponse runs(Response response, String names) {
    return response.then().statusCode(202).body("matches.extractor.join(' ')", equalTo(names));
  }

  private static void settings(String extractor, String body) {
    admin()
        .contentType(ContentType.JSON)
        .body(body)
        .patch("/v1/extractors/" + extractor + "/settings")
        .then()
        .statusCode(200);
  }

  private static long submissions() {
    return Records.documents(Collections.SUBMISSIONS).countDocuments();
  }

  @Test
  void aFileMakesAJobForEachExtractorWhoseRulesFit() {
    String job =
        runs(tell(ann, Map.of("type", "file.created", "file", text)), "all texts")
            .body("matches[1].rule.pattern", equalTo("TEXT/*"))
            .body("skipped.extractor.join(' ')", equalTo("images meta sets"))
            .body("skipped[0].why", equalTo("Its rule image/* does not fit text/plain."))
            .extract()
            .path("matches[1].job");
    assertThat(submissions()).isEqualTo(2);
    Calls.with(ann)
        .get("/v1/jobs/" + job)
        .then()
        .statusCode(200)
        .body("extractor", equalTo("texts"))
        .body("resource.name", equalTo("a.txt"))
        .body("initiatedBy.user.id", equalTo("ann@x.org"))
        .body("initiatedBy.how", equalTo("UPLOAD"))
        .body("initiatedBy.cause", equalTo("file.created"));
  }

  @ParameterizedTest
  @CsvSource({
    "file.created, file, all texts",
    "clowder.file.text.plain, file, all texts",
    "file.added, both, sets",
    "clowder.dataset.file.added, both, sets",
    "files.added, dataset, sets",
    "file.removed, both, ''",
    "metadata.added, file, meta",
    "added.dataset, dataset, meta",
    "metadata.removed, dataset, ''"
  })
  void eachKindOfEventHasItsOwnRules(String type, String about, String names) {
    Map<String, String> event =
        switch (about) {
          case "file" -> Map.of("type", type, "file", text);
          case "dataset" -> Map.of("type", type, "dataset", "d1");
          default -> Map.of("type", type, "file", text, "dataset", "d1");
        };
    runs(tell(ann, event), names);
  }

  @Test
  void aDryRunMakesNothing() {
    Calls.with(ann)
        .contentType(ContentType.JSON)
        .body(Map.of("type", "file.created", "file", text, "mimeType", "Image/PNG; q=1"))
        .post("/v1/events?dryRun=true")
        .then()
        .statusCode(200)
        .body("matches.extractor.join(' ')", equalTo("all images"))
        .body("matches[0]", not(hasKey("job")));
    assertThat(submissions()).isZero();
  }

  @Test
  void anExtractorIsSwitchedOffEverywhereOrInASpace() {
    settings("all", "{\"enabled\": false}");
    settings("texts", "{\"spaces\": {\"s1\": false}}");
    Map<String, String> nowhere = Map.of("type", "file.created", "file", text);
    runs(tell(ann, nowhere), "texts")
        .body("skipped.find { it.extractor == 'all' }.why", equalTo("It is switched off."));
    runs(tell(ann, Map.of("type", "file.created", "file", text, "space", "s1")), "")
        .body("skipped.find { it.extractor == 'texts' }.reason", equalTo("DISABLED_IN_SPACE"));
    settings("all", "{\"spaces\": {\"s1\": true}}");
    runs(tell(ann, Map.of("type", "file.created", "file", text, "space", "s1")), "all");
  }

  @Test
  void aPrivateExtractorIsForItsOwnerAndWhomItWasGrantedTo() {
    Records.extractor("private.KEY.mine", "Ann@x.org", null, "file *");
    String bob = Calls.key("bob", "submitter");
    String bobs = Calls.file(bob, "b.txt", "x");
    Map<String, String> event = Map.of("type", "file.created", "file", bobs);
    runs(tell(ann, Map.of("type", "file.created", "file", text)), "all private.KEY.mine texts");
    runs(tell(bob, event), "all texts").body("skipped.extractor", not(hasItem("private.KEY.mine")));
    Calls.submit(bob, bobs, "private.KEY.mine").then().statusCode(422);
    Calls.with(bob)
        .get("/v1/extractors")
        .then()
        .body("extractors.name", not(hasItem("private.KEY.mine")));
    settings("private.KEY.mine", "{\"grants\": [\"bob\"]}");
    runs(tell(bob, event), "all private.KEY.mine texts");
    Calls.submit(bob, bobs, "private.KEY.mine").then().statusCode(202);
    Calls.with(bob)
        .get("/v1/extractors")
        .then()
        .body("extractors.name", hasItem("private.KEY.mine"));
    Calls.with(bob).get("/v1/extractors/private.KEY.mine").then().statusCode(200);
  }

  @Test
  void anOperatorTellsOfWhatOthersDid() {
    Map<String, Object> event =
        Map.of(
            "type", "file.created", "file", text, "onBehalfOf", Map.of("id", "bob", "name", "Bob"));
    tell(ann, event).then().statusCode(403);
    Map<String, Object> own =
        Map.of("type", "file.created", "file", text, "onBehalfOf", Map.of("id", "ann@x.org"));
    runs(tell(ann, own), "all texts");
    String job =
        runs(tell(Calls.key("olga", "operator"), event), "all texts")
            .extract()
            .path("matches[0].job");
    admin().get("/v1/jobs/" + job).then().body("user.name", equalTo("Bob"));
    tell(Calls.key("vera", "viewer"), own).then().statusCode(403);
  }

  @Test
  void theSameEventIsHeardOnce() {
    Map<String, String> event = Map.of("id", "e1", "type", "file.created", "file", text);
    String first = tell(ann, event).then().statusCode(202).extract().asString();
    Records.extractor("late", null, null, "file *");
    assertThat(tell(ann, event).then().statusCode(202).extract().asString()).isEqualTo(first);
    assertThat(submissions()).isEqualTo(2);
    tell(ann, Map.of("id", "e1", "type", "file.created", "file", text, "space", "s"))
        .then()
        .statusCode(422)
        .body("errors[0].parameter", equalTo("Idempotency-Key"));
    // Another's event of the same id is another.
    runs(tell(Calls.key("bob", "submitter"), event), "all late texts");
  }

  @Test
  void theSameEventToldAtTheSameTimeIsHeardOnce() {
    String key = UUID.randomUUID().toString();
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () ->
                                Calls.with(ann)
                                    .header("Idempotency-Key", key)
                                    .contentType(ContentType.JSON)
                                    .body(Map.of("type", "file.created", "file", text))
                                    .post("/v1/events")
                                    .then()
                                    .statusCode(202)))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void severalFilesAreOneEvent() {
    String png =
        Calls.with(ann)
            .contentType("image/png")
            .body(new byte[] {1})
            .post("/v1/files?name=b.png")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    runs(
        tell(ann, Map.of("type", "file.created", "files", List.of(text, png))),
        "all texts all images");
  }

  @Test
  void anUploadIsAnEventWhereThatIsAskedFor() {
    Calls.with(ann)
        .multiPart("file", "c.txt", new byte[] {1})
        .post("/v1/files?route=true&dataset=d2")
        .then()
        .statusCode(201)
        .body("routed.matches.extractor.join(' ')", equalTo("all texts sets"))
        .body("routed.matches[2].resource.type", equalTo("dataset"));
    assertThat(submissions()).isEqualTo(3);
    Calls.with(ann)
        .multiPart("file", "d.txt", new byte[] {1})
        .post("/v1/files")
        .then()
        .statusCode(201)
        .body("$", not(hasKey("routed")));
    assertThat(submissions()).isEqualTo(3);
  }

  @Test
  void aDatasetTellsTheSpaceThatItsFilesAreIn() {
    String dataset =
        Calls.with(ann)
            .contentType(ContentType.JSON)
            .body(Map.of("name", "Rocks", "space", "s9"))
            .post("/v1/datasets")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String job =
        runs(tell(ann, Map.of("type", "files.added", "dataset", dataset)), "sets")
            .extract()
            .path("matches[0].job");
    Calls.with(ann).get("/v1/jobs/" + job).then().body("resource.name", equalTo("Rocks"));
    settings("sets", "{\"spaces\": {\"s9\": false}}");
    settings("texts", "{\"spaces\": {\"s9\": false}}");
    runs(tell(ann, Map.of("type", "files.added", "dataset", dataset)), "");
    Calls.with(ann)
        .multiPart("file", "e.txt", new byte[] {1})
        .post("/v1/files?route=true&dataset=" + dataset)
        .then()
        .body("routed.matches.extractor.join(' ')", equalTo("all"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type': 'file.lost', 'file': 'x'} | 400 | /type",
        "{'file': 'x'} | 400 | /type",
        "{'type': 'file.created'} | 400 | /file",
        "{'type': 'file.created', 'file': 'nowhere'} | 422 | /file",
        "{'type': 'file.created', 'files': ['nowhere', 'there']} | 422 | /files/0",
        "{'type': 'file.created', 'file': 'x', 'files': ['y']} | 400 | /file",
        "{'type': 'file.created', 'files': ['']} | 400 | /files/0",
        "{'type': 'file.created', 'file': 'x', 'mimeType': 'image'} | 400 | /mimeType",
        "{'type': 'file.created', 'file': 'x', 'mimeType': 'image/*'} | 400 | /mimeType",
        "{'type': 'file.created', 'file': 'x', 'mimeType': 'a b/c'} | 400 | /mimeType",
        "{'type': 'file.added', 'file': 'x'} | 400 | /dataset",
        "{'type': 'metadata.added'} | 400 | /file",
        "{'type': 'metadata.added', 'file': 'x', 'dataset': 'y'} | 400 | /file",
        "{'type': 'file.created', 'file': 'x', 'onBehalfOf': {'id': ''}} | 400 | /onBehalfOf/id",
        "{'type': 'file.created', 'file': 'x', 'onBehalfOf': 'bob'} | 400 | /onBehalfOf"
      })
  void whatCannotBeIsAProblemWithAPointer(String event, int status, String pointer) {
    Calls.with(ann)
        .contentType(ContentType.JSON)
        .body(event.replace('\'', '"'))
        .post("/v1/events")
        .then()
        .statusCode(status)
        .body("errors[0].pointer", equalTo(pointer));
  }
}
