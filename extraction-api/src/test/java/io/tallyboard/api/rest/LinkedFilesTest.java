package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Calls.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.mongodb.client.model.Filters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.api.support.TakenJob;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Collections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that stay with their own host. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class LinkedFilesTest {
  private static final String KEY = "the-hosts-own-key-1234567890";
  private static final byte[] BYTES = new byte[1_000_000];

  static {
    new Random(11).nextBytes(BYTES);
  }

  private HttpServer host;
  private String base;

  @BeforeEach
  void aHostThatWantsAKey() throws IOException {
    Calls.awaitReady();
    String allowed = Records.setting("tallyboard.api.files.hosts");
    base = "http://" + allowed;
    int port = Integer.parseInt(allowed.substring(allowed.indexOf(':') + 1));
    host = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
    host.createContext("/", LinkedFilesTest::answer);
    host.start();
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private static void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    boolean known = KEY.equals(call.getRequestHeaders().getFirst("X-Host-Key"));
    if (path.equals("/away")) {
      call.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
      call.sendResponseHeaders(302, -1);
    } else if (path.startsWith("/open/") || known) {
      call.getResponseHeaders().add("Content-Type", "image/tiff");
      call.sendResponseHeaders(200, BYTES.length);
      call.getResponseBody().write(BYTES);
    } else {
      call.sendResponseHeaders(401, -1);
    }
    call.close();
  }

  private static Response link(Object body) {
    return admin().contentType(ContentType.JSON).body(body).post("/v1/files/linked");
  }

  @Test
  void itIsToldWhichHostsFilesCanBeOn() {
    admin()
        .get("/v1/files/linked")
        .then()
        .statusCode(200)
        .body("hosts", hasItem(base.substring("http://".length())))
        .body("keys", equalTo(true));
  }

  @Test
  void itIsFetchedWhenTheExtractorAsksWithTheHostsOwnKeyThatNobodySees() throws Exception {
    Response noted =
        link(
            Map.of(
                "url",
                base + "/maps/tile.tif",
                "key",
                Map.of("header", "X-Host-Key", "value", KEY)));
    noted
        .then()
        .statusCode(201)
        .body("name", equalTo("tile.tif"))
        .body("mimeType", equalTo("image/tiff"))
        .body("size", equalTo(BYTES.length))
        .body("sha256", matchesPattern("[0-9a-f]{64}"))
        .body("$", not(hasKey("key")));
    String id = noted.path("id");
    TakenJob job = TakenJob.on(ResourceRef.file(id));
    assertThat(job.message().path("fileSize").asLong()).isEqualTo(BYTES.length);
    Response bytes = with(job.key()).get("/api/v2/files/" + id);
    bytes.then().statusCode(200).header("Content-Length", equalTo("" + BYTES.length));
    assertThat(bytes.asByteArray()).isEqualTo(BYTES);
    String stored =
        Records.documents(Collections.FILES).find(Filters.eq("_id", id)).first().toJson();
    assertThat(stored).contains("sealedKey").doesNotContain(KEY);
    assertThat(noted.asString() + admin().get("/v1/files/" + id).asString()).doesNotContain(KEY);
  }

  @Test
  void withoutItsKeyItIsNotNoted() {
    link(Map.of("url", base + "/maps/tile.tif"))
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/url"))
        .body("detail", containsString("401"));
  }

  @Test
  void noOtherHostIsAskedAndNoRedirectionFollowed() {
    for (String other :
        new String[] {
          base.replace("localhost", "127.0.0.1") + "/open/a",
          "http://localhost:1/open/a",
          "http://169.254.169.254/latest/meta-data",
          "ftp://localhost/a",
          "file:///etc/passwd",
          base.replace("//", "//user:pass@") + "/open/a",
          base + "/away",
          base + "/open/a?key=0123456789abcdef"
        }) {
      link(Map.of("url", other)).then().statusCode(422).body("errors[0].pointer", equalTo("/url"));
    }
  }

  @Test
  void aHostThatIsAwayIsSaidToBe() {
    String id = link(Map.of("url", base + "/open/a.tif")).path("id");
    host.stop(0);
    admin()
        .get("/v1/files/" + id + "/content")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("detail", containsString("localhost"));
    link(Map.of("url", base + "/open/a.tif")).then().statusCode(422);
  }

  @Test
  void whatIsWrongIsNamed() {
    link("{}").then().statusCode(400).body("errors.pointer", hasItem("/url"));
    link(Map.of("url", "not an address")).then().statusCode(400);
    link(Map.of(
            "url",
            base + "/open/a",
            "key",
            Map.of("header", "Host", "value", "x"),
            "mimeType",
            "nonsense"))
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/key/header"))
        .body("errors.pointer", hasItem("/mimeType"));
  }
}
