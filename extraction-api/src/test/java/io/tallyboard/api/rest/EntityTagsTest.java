package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.store.Collections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class EntityTagsTest {
  @TestHTTPResource URI root;

  @BeforeEach
  void oneJob() {
    Calls.awaitReady();
    for (String name :
        List.of(
            Collections.JOBS,
            // Jobs that others left on their way would change what is answered.
            Collections.SUBMISSIONS,
            Collections.EXTRACTORS,
            Collections.EXTRACTOR_INSTANCES)) {
      Records.documents(name).deleteMany(new Document());
    }
    Records.jobs(job("tagged").build());
    Records.extractor("tag.extractor", "tag.extractor");
  }

  @Test
  void whoHasTheAnswerAlreadyIsToldSo() {
    for (String path :
        List.of(
            "/v1/jobs",
            "/v1/jobs/tagged",
            "/v1/jobs/tagged/events",
            "/v1/jobs/tagged/results",
            "/v1/resources/file/f/extractions",
            "/v1/resources/file/f/results",
            "/v1/extractors",
            "/v1/whoami",
            "/v1/update-queues")) {
      Response first = admin().get(path);
      first.then().statusCode(200).contentType("application/json");
      String tag = first.header("ETag");
      assertThat(tag).as(path).startsWith("W/\"");
      Response again = admin().header("If-None-Match", "\"other\", " + tag).get(path);
      again.then().statusCode(304).header("ETag", equalTo(tag)).body(emptyString());
      admin().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    }
  }

  @Test
  void theTagChangesWithWhatIsAnswered() {
    String path = "/v1/resources/file/f/extractions";
    String tag = admin().get(path).header("ETag");
    Records.jobs(job("another").build());
    admin().header("If-None-Match", tag).get(path).then().statusCode(200);
  }

  @Test
  void whatIsRefusedAndWhatIsNoJsonHasNoTag() {
    admin().get("/v1/jobs/none").then().statusCode(404).header("ETag", nullValue());
    admin().header("If-None-Match", "*").get("/v1/jobs/none").then().statusCode(404);
    admin().get("/v1/jobs/tagged/log").then().statusCode(200).header("ETag", nullValue());
  }

  private HttpResponse<byte[]> get(String path, String accepted)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("X-API-KEY", ApiServers.ADMIN_KEY)
            .header("Accept-Encoding", accepted)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void answersAreCompressedForWhoTakesThat() throws Exception {
    for (String path : List.of("/v1/jobs", "/v1/jobs/tagged/log", "/ui")) {
      assertThat(get(path, "gzip").headers().firstValue("Content-Encoding"))
          .as(path)
          .isEqualTo(Optional.of("gzip"));
      assertThat(get(path, "identity").headers().firstValue("Content-Encoding").orElse("identity"))
          .as(path)
          .isEqualTo("identity");
    }
    String tag = get("/v1/jobs", "gzip").headers().firstValue("ETag").orElseThrow();
    assertThat(get("/v1/jobs", "identity").headers().firstValue("ETag")).hasValue(tag);
  }

  @Test
  void filesAreGivenAsTheyAre() throws Exception {
    String id = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello hello hello");
    for (String path :
        List.of("/v1/files/" + id + "/content", "/api/files/" + id, "/api/v2/files/" + id)) {
      HttpResponse<byte[]> file = get(path, "gzip");
      assertThat(new String(file.body(), java.nio.charset.StandardCharsets.UTF_8))
          .as(path)
          .isEqualTo("hello hello hello");
      assertThat(file.headers().firstValue("Content-Length")).as(path).hasValue("17");
    }
  }
}
