package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class MessageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private String extractor;

  @BeforeEach
  void oneExtractor() {
    Calls.awaitReady();
    extractor = "message." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
  }

  private String submit(String parameters) {
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "x");
    return admin()
        .contentType(ContentType.JSON)
        .body(
            """
            {"resource":{"type":"file","id":"%s"},"extractor":"%s","parameters":%s}"""
                .formatted(file, extractor, parameters))
        .post("/v1/jobs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  @Test
  void aJobsMessageIsShownAsItWasSentWithItsSecretsMasked() throws Exception {
    try (Broker broker = new Broker()) {
      broker.declare(extractor);
      List<Delivery> jobs = broker.consume(extractor);
      String id =
          submit(
              """
              {"depth":3,"apiKey":123,"credentials":{"user":"ann","of":["x"]},"flat":false,
               "urls":["https://example.org/?token=abc"],"key_length":7}""");
      Broker.awaitSize(jobs, 1);
      ObjectNode sent = (ObjectNode) JSON.readTree(jobs.get(0).getBody());
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> admin().get("/v1/jobs/" + id + "/message").then().statusCode(200));
      ObjectNode shown =
          (ObjectNode) JSON.readTree(admin().get("/v1/jobs/" + id + "/message").asString());

      assertThat(shown.path("secretKey").asText()).isEqualTo("…");
      JsonNode parameters = shown.path("parameters");
      assertThat(parameters.path("depth").asInt()).isEqualTo(3);
      assertThat(parameters.path("flat").isBoolean()).isTrue();
      assertThat(parameters.path("apiKey").asText()).isEqualTo("…");
      assertThat(parameters.path("credentials").asText()).isEqualTo("…");
      assertThat(parameters.path("urls").path(0).asText()).doesNotContain("abc");
      sent.remove(List.of("secretKey", "parameters"));
      shown.remove(List.of("secretKey", "parameters"));
      assertThat(shown).isEqualTo(sent);
    }
  }

  @Test
  void aJobThatWasNotSentHasNone() {
    String waiting = submit("{}");
    admin()
        .get("/v1/jobs/" + waiting + "/message")
        .then()
        .statusCode(404)
        .body("detail", equalTo("This job's message was not sent yet."));
    String foreign = "foreign-" + UUID.randomUUID();
    Records.jobs(job(foreign).build());
    admin()
        .get("/v1/jobs/" + foreign + "/message")
        .then()
        .statusCode(404)
        .body("detail", containsString("not sent by this board"));
  }
}
