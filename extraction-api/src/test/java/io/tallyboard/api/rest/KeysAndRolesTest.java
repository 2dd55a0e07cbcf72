package io.tallyboard.api.rest;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.key;
import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class KeysAndRolesTest {
  private static final String COOKIE = "tallyboard_session";

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/jobs",
        "/v1/jobs/x",
        "/v1/whoami",
        "/v1/files/x/content",
        "/v1/keys",
        "/v1/no-such-thing",
        "/v1",
        "/%761/jobs",
        "//v1/jobs",
        "/v1/../v1/jobs"
      })
  void withoutAKeyNothingIsToldButThatOneIsNeeded(String path) {
    Response answer = given().urlEncodingEnabled(false).get(path);
    answer
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("status", equalTo(401));
    assertThat(answer.asString()).doesNotContain("jobs", "extractors");
  }

  @Test
  void aWrongKeyIsNoKey() {
    with("wrong").get("/v1/whoami").then().statusCode(401);
    given().header("Authorization", "Bearer wrong").get("/v1/whoami").then().statusCode(401);
    given().header("Authorization", "Basic wrong").get("/v1/whoami").then().statusCode(401);
    given().cookie(COOKIE, "wrong").get("/v1/whoami").then().statusCode(401);
    given().get("/v1/whoami?key=" + ApiServers.ADMIN_KEY).then().statusCode(401);
  }

  @Test
  void aBodyThatIsNotReadDoesNotHinderTheNextCall() {
    given()
        .contentType("application/octet-stream")
        .body(new byte[2 << 20])
        .post("/v1/files")
        .then()
        .statusCode(401);
    admin().get("/v1/whoami").then().statusCode(200);
  }

  @Test
  void theConfiguredKeyIsTheFirstAdministrators() {
    admin()
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("id", equalTo("admin"))
        .body("name", equalTo("Administrator"))
        .body("role", equalTo("admin"));
    given()
        .header("Authorization", "Bearer " + ApiServers.ADMIN_KEY)
        .get("/v1/whoami")
        .then()
        .statusCode(200);
  }

  @Test
  void noKeyIsStoredAsItIs() {
    String key = key("eve", "viewer");
    for (Document stored : Records.documents(Collections.API_KEYS).find()) {
      assertThat(stored.toJson()).doesNotContain(key, ApiServers.ADMIN_KEY);
      assertThat(stored.getString("_id")).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void anAdministratorMakesListsAndTakesBackKeys() {
    String key = key("ann", "submitter");
    with(key)
        .get("/v1/whoami")
        .then()
        .body("id", equalTo("ann"))
        .body("role", equalTo("submitter"));

    Response list = admin().get("/v1/keys?limit=500");
    list.then()
        .statusCode(200)
        .body("keys.user.id", hasItem("ann"))
        .body("keys.key", not(hasItem(key)));
    assertThat(list.asString()).doesNotContain(key);
    String id = list.path("keys.find { it.user.id == 'ann' }.id");

    admin().delete("/v1/keys/" + id).then().statusCode(204);
    with(key).get("/v1/whoami").then().statusCode(401);
    admin().delete("/v1/keys/" + id).then().statusCode(404);
  }

  @Test
  void keysArePaged() {
    for (int i = 0; i < 3; i++) {
      key("paged-" + i, "viewer");
    }
    Response first = admin().get("/v1/keys?limit=2");
    Response second = admin().get("/v1/keys?limit=2&cursor=" + first.path("next"));
    assertThat(first.<java.util.List<String>>path("keys.id")).hasSize(2);
    assertThat(second.<java.util.List<String>>path("keys.id"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(first.<java.util.List<String>>path("keys.id"));
  }

  @Test
  void aRoleThatDoesNotExistIsRefusedByItsPointer() {
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("user", Map.of("id", ""), "role", "king"))
        .post("/v1/keys")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/role"))
        .body("errors.pointer", hasItem("/user/id"));
  }

  @Test
  void eachRoleMayDoItsOwnAndNoMore() {
    String viewer = key("vi", "viewer");
    with(viewer).get("/v1/jobs").then().statusCode(200);
    with(viewer)
        .multiPart("file", "a.txt", new byte[1])
        .post("/v1/files")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("submitter"));
    Calls.submit(viewer, "x", "y").then().statusCode(403);
    with(viewer).get("/v1/keys").then().statusCode(403);

    String submitter = key("sue", "submitter");
    with(submitter)
        .multiPart("file", "a.txt", new byte[1])
        .post("/v1/files")
        .then()
        .statusCode(201);
    with(submitter).get("/v1/keys").then().statusCode(403);
    with(key("op", "operator")).get("/v1/keys").then().statusCode(403);
    with(key("ad", "admin")).get("/v1/keys").then().statusCode(200);
  }

  @Test
  void aBrowserSignsInAndOutWithACookieOfItsOwn() {
    String key = key("bro", "submitter");
    Response signedIn = with(key).post("/v1/session");
    signedIn.then().statusCode(204);
    String header = signedIn.header("Set-Cookie");
    assertThat(header).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(key);
    String token = signedIn.cookie(COOKIE);

    given()
        .cookie(COOKIE, token)
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .body("id", equalTo("bro"));
    given().cookie(COOKIE, token).post("/v1/session").then().statusCode(401);

    given().cookie(COOKIE, token).delete("/v1/session").then().statusCode(204);
    given().cookie(COOKIE, token).get("/v1/whoami").then().statusCode(401);
    with(key).get("/v1/whoami").then().statusCode(200);
  }

  @Test
  void aSessionEndsWithTheKeyThatOpenedIt() {
    Response made =
        admin()
            .contentType(ContentType.JSON)
            .body(Map.of("user", Map.of("id", "gone"), "role", "viewer"))
            .post("/v1/keys");
    String token = with(made.path("key")).post("/v1/session").cookie(COOKIE);
    admin().delete("/v1/keys/" + made.path("id")).then().statusCode(204);
    given().cookie(COOKIE, token).get("/v1/whoami").then().statusCode(401);
  }

  @Test
  void aSessionThatHasExpiredOpensNothing() {
    String token = with(key("late", "viewer")).post("/v1/session").cookie(COOKIE);
    Records.documents(Collections.API_KEYS)
        .updateMany(
            new Document("kind", "SESSION").append("user._id", new Document("$exists", false)),
            new Document("$set", new Document("expiresAt", Instant.now().minusSeconds(1))));
    given().cookie(COOKIE, token).get("/v1/whoami").then().statusCode(401);
  }

  @Test
  void anotherSitesPageCannotActWithTheCookie() {
    String token = with(key("csrf", "submitter")).post("/v1/session").cookie(COOKIE);
    given()
        .cookie(COOKIE, token)
        .header("Sec-Fetch-Site", "same-site")
        .multiPart("file", "a.txt", new byte[1])
        .post("/v1/files")
        .then()
        .statusCode(403);
    given()
        .cookie(COOKIE, token)
        .header("Sec-Fetch-Site", "same-origin")
        .multiPart("file", "a.txt", new byte[1])
        .post("/v1/files")
        .then()
        .statusCode(201);
  }
}
