package io.tallyboard.api.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/** Calls as clients make them. */
public final class Calls {
  private Calls() {}

  public static RequestSpecification with(String key) {
    return given().header("X-API-KEY", key);
  }

  public static RequestSpecification admin() {
    return with(ApiServers.ADMIN_KEY);
  }

  /** Until indexes, the administrator's key and the update queues are there. */
  public static void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200));
  }

  /** A new key, made by the administrator. */
  public static String key(String user, String role) {
    return admin()
        .contentType(ContentType.JSON)
        .body(Map.of("user", Map.of("id", user, "name", user), "role", role))
        .post("/v1/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** The id of a new text file. */
  public static String file(String key, String name, String text) {
    return with(key)
        .multiPart("file", name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/v1/files")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The id of a new dataset. */
  public static String dataset(String name) {
    return dataset(ApiServers.ADMIN_KEY, name);
  }

  public static String dataset(String key, String name) {
    return with(key)
        .contentType(ContentType.JSON)
        .body(Map.of("name", name))
        .post("/v1/datasets")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  public static Response submit(String key, String fileId, String extractor) {
    return with(key)
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "resource",
                Map.of("type", "file", "id", fileId),
                "extractor",
                extractor,
                "parameters",
                Map.of("depth", 3)))
        .post("/v1/jobs");
  }
}
