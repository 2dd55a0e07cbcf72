package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class SettingsTest {
  private String name;

  @BeforeEach
  void oneExtractor() {
    Calls.awaitReady();
    name = "set." + UUID.randomUUID();
    Records.extractor(name, name);
  }

  private String path() {
    return "/v1/extractors/" + name + "/settings";
  }

  private ValidatableResponse patch(String body) {
    return admin().contentType(ContentType.JSON).body(body).patch(path()).then();
  }

  @Test
  void nothingDecidedMeansEnabledEverywhereForNobodyInParticular() {
    admin()
        .get(path())
        .then()
        .statusCode(200)
        .body("extractor", equalTo(name))
        .body("enabled", equalTo(true))
        .body("spaces.size()", equalTo(0))
        .body("grants", empty())
        .body("drainErrors", equalTo(false))
        .body("version", equalTo(0))
        .body("$", not(hasKey("paused")));
  }

  @Test
  void whatIsLeftOutStaysAsItIs() {
    patch("{\"grants\": [\"bob\", \"ann\", \"bob\"]}")
        .statusCode(200)
        .body("grants.join(' ')", equalTo("ann bob"));
    patch("{\"enabled\": false, \"spaces\": {\"a.b\": true, \"$c\": false}}").statusCode(200);
    patch("{\"spaces\": {\"$c\": null}, \"drainErrors\": true}")
        .statusCode(200)
        .body("enabled", equalTo(false))
        .body("spaces.size()", equalTo(1))
        .body("spaces.'a.b'", equalTo(true))
        .body("grants.join(' ')", equalTo("ann bob"))
        .body("drainErrors", equalTo(true))
        .body("version", equalTo(3));
  }

  @Test
  void noBeatWipesAGrant() {
    patch("{\"grants\": [\"bob\"]}").statusCode(200);
    Records.documents(Collections.EXTRACTORS).deleteOne(new Document("_id", name));
    Records.documents(Collections.EXTRACTOR_INSTANCES).deleteOne(new Document("extractor", name));
    admin().get(path()).then().statusCode(404);
    Records.extractor(name, name);
    admin().get(path()).then().statusCode(200).body("grants[0]", equalTo("bob"));
  }

  @Test
  void changesAtTheSameTimeAreAllKept() {
    CompletableFuture.allOf(
            IntStream.range(0, 8)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () ->
                                patch("{\"spaces\": {\"s%d\": true}}".formatted(i))
                                    .statusCode(200)))
                .toArray(CompletableFuture[]::new))
        .join();
    int kept = admin().get(path()).then().extract().path("spaces.size()");
    assertThat(kept).isEqualTo(8);
  }

  @Test
  void whoDecidedWhatIsKept() {
    patch("{\"enabled\": false}").statusCode(200);
    admin()
        .get("/v1/audit?target=extractor/" + name)
        .then()
        .statusCode(200)
        .body("entries[0].action", equalTo("extractor.settings"))
        .body("entries[0].detail", equalTo("{\"enabled\":false}"));
  }

  @Test
  void settingsAreForOperators() {
    String submitter = Calls.key("bob", "submitter");
    Calls.with(submitter).get(path()).then().statusCode(403);
    Calls.with(submitter)
        .contentType(ContentType.JSON)
        .body("{}")
        .patch(path())
        .then()
        .statusCode(403);
    Calls.with(Calls.key("olga", "operator")).get(path()).then().statusCode(200);
  }

  @Test
  void whatCannotBeIsAProblemWithAPointer() {
    patch("{\"enabled\": \"yes\"}").statusCode(400).body("errors[0].pointer", equalTo("/enabled"));
    patch("{\"grants\": [\"\"]}")
        .statusCode(400)
        .body("errors[0].detail", equalTo("A user's id is expected."));
    patch("[]").statusCode(400);
    patch("{\"spaces\": {\"%s\": true}}".formatted("s".repeat(257))).statusCode(400);
    admin().get("/v1/extractors/nobody/settings").then().statusCode(404);
  }
}
