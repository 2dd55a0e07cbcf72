package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class FilesTest {

  @BeforeEach
  void ready() {
    Calls.awaitReady();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aFormsFileIsStoredWithSizeAndDigestAndComesBackAsItWas() throws Exception {
    byte[] content = bytes(3_000_000);
    Response created =
        admin().multiPart("file", "some dir/a.bin", content, "image/tiff").post("/v1/files");
    created
        .then()
        .statusCode(201)
        .body("name", equalTo("a.bin"))
        .body("mimeType", equalTo("image/tiff"))
        .body("size", equalTo(3_000_000))
        .body("sha256", equalTo(sha256(content)));
    String id = created.path("id");
    assertThat(id).matches("[0-9a-f]{24}");
    created.then().header("Location", endsWith("/v1/files/" + id));

    admin().get("/v1/files/" + id).then().statusCode(200).body("sha256", equalTo(sha256(content)));
    Response back = admin().get("/v1/files/" + id + "/content");
    assertThat(back.asByteArray()).isEqualTo(content);
    back.then()
        .header("Content-Type", equalTo("image/tiff"))
        .header("Content-Length", equalTo("3000000"))
        .header("Transfer-Encoding", nullValue())
        .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''a.bin"));
  }

  @Test
  void aRawBodyIsStoredUnderTheNameInTheQuery() throws Exception {
    byte[] content = "{\"a\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    admin()
        .contentType("application/json")
        .body(content)
        .post("/v1/files?name=x.json")
        .then()
        .statusCode(201)
        .body("name", equalTo("x.json"))
        .body("mimeType", equalTo("application/json"))
        .body("sha256", equalTo(sha256(content)));
  }

  @Test
  void theTypeIsGuessedFromTheNameWhereTheClientSaysNothing() {
    admin()
        .contentType("application/octet-stream")
        .body(bytes(10))
        .post("/v1/files?name=notes.md")
        .then()
        .statusCode(201)
        .body("mimeType", equalTo("text/markdown"));
  }

  @Test
  void aBodyOfWhichNothingIsSaidIsAFile() throws Exception {
    URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/files?name=a.csv");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri)
                    .header("X-API-KEY", ApiServers.ADMIN_KEY)
                    .POST(HttpRequest.BodyPublishers.ofString("a,b"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("text/csv");
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    String id =
        admin()
            .multiPart("file", "empty.txt", new byte[0])
            .post("/v1/files")
            .then()
            .statusCode(201)
            .body("size", equalTo(0))
            .body("sha256", equalTo(sha256(new byte[0])))
            .extract()
            .path("id");
    Response back = admin().get("/v1/files/" + id + "/content");
    back.then().statusCode(200).header("Content-Type", equalTo("text/plain"));
    assertThat(back.asByteArray()).isEmpty();
  }

  @Test
  void headTellsWhatGetWouldSend() {
    String id = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    admin()
        .head("/v1/files/" + id + "/content")
        .then()
        .statusCode(200)
        .header("Content-Length", equalTo("5"));
  }

  @Test
  void aFormWithoutAFileIsRefused() {
    admin()
        .multiPart("other", "x")
        .post("/v1/files")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].pointer", equalTo("/file"));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAsAProblem() {
    admin()
        .contentType("application/octet-stream")
        .body(bytes(5 << 20))
        .post("/v1/files?name=big")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("status", equalTo(413));
  }

  @Test
  void anUnknownFileIsNotFound() {
    admin().get("/v1/files/0123").then().statusCode(404).body("title", equalTo("Not found"));
    admin().get("/v1/files/0123/content").then().statusCode(404).body("status", equalTo(404));
  }
}
