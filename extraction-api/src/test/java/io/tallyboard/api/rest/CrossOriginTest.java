package io.tallyboard.api.rest;

import static io.restassured.RestAssured.given;
import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class CrossOriginTest {
  private static final String PORTAL = "https://portal.example";

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  @Test
  void aPageOfANamedSiteMayAskFirstAndThenCallWithAKey() {
    given()
        .header("Origin", PORTAL)
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization")
        .options("/v1/resources/file/x/extractions")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", equalTo(PORTAL))
        .header("Access-Control-Allow-Headers", containsString("Authorization"))
        .header("Access-Control-Allow-Methods", containsString("GET"))
        .header("Access-Control-Allow-Credentials", nullValue());
    admin()
        .header("Origin", PORTAL)
        .get("/v1/jobs")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(PORTAL))
        .header("Access-Control-Expose-Headers", containsString("ETag"))
        .header("Vary", containsString("origin"));
    // What is refused must be readable too.
    given()
        .header("Origin", PORTAL)
        .get("/v1/jobs")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", equalTo(PORTAL));
  }

  @Test
  void aNamedSiteIsNeverLetInByACookie() {
    String session =
        admin().post("/v1/session").then().statusCode(204).extract().cookie("tallyboard_session");
    assertThat(session).isNotBlank();
    given().cookie("tallyboard_session", session).get("/v1/jobs").then().statusCode(200);
    given()
        .cookie("tallyboard_session", session)
        .header("Origin", PORTAL)
        .get("/v1/jobs")
        .then()
        .statusCode(401);
  }

  @Test
  void anyOtherSiteIsToldNothing() {
    given()
        .header("Origin", "https://elsewhere.example")
        .header("Access-Control-Request-Method", "GET")
        .options("/v1/jobs")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", nullValue());
    admin()
        .header("Origin", "https://portal.example.evil")
        .get("/v1/jobs")
        .then()
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Vary", containsString("origin"));
  }
}
