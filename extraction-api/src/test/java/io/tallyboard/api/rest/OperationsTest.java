package io.tallyboard.api.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class OperationsTest {

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  @Test
  void readinessNamesBrokerAndStore() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItems("broker", "prepared"))
        .body("checks.name.join(',')", containsString("MongoDB"));
    given().get("/q/health/live").then().statusCode(200).body("checks.size()", equalTo(0));
  }

  @Test
  void metricsAreCounted() {
    Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tallyboard_files_bytes"))
        .body(containsString("tallyboard_submissions_unsent"));
  }

  @Test
  void theInterfaceDescribesItself() {
    given()
        .header("Accept", "application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey("/v1/jobs"))
        .body("paths", hasKey("/v1/resources/{type}/{id}/extractions"));
  }
}
