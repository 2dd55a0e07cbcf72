package io.tallyboard.api.actions;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What extractors gave up on, taken into the store and decided about. */
@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class ErrorQueuesTest {
  private static final String PATH = "/v1/error-messages";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Broker broker;
  private String extractor;

  @BeforeEach
  void ready() throws Exception {
    Calls.awaitReady();
    broker = new Broker();
    extractor = "errors." + UUID.randomUUID();
    Records.extractor(extractor, extractor);
    broker.declare(extractor);
    broker.declare(Topology.errorQueue(extractor));
  }

  @AfterEach
  void close() throws Exception {
    drains(false);
    broker.close();
  }

  private void drains(boolean yes) {
    admin()
        .contentType(ContentType.JSON)
        .body(Map.of("drainErrors", yes))
        .patch("/v1/extractors/" + extractor + "/settings")
        .then()
        .statusCode(200);
  }

  private void gaveUp(String body) throws Exception {
    gaveUp(body.getBytes(StandardCharsets.UTF_8));
  }

  private void gaveUp(byte[] body) throws Exception {
    broker.publish(
        Topology.errorQueue(extractor),
        new AMQP.BasicProperties.Builder().deliveryMode(2).replyTo("clowder.abc").build(),
        body);
  }

  private List<Map<String, Object>> taken(int count) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                admin()
                    .get(PATH + "?extractor=" + extractor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .<List<Map<String, Object>>>path("messages"),
            found -> found.size() == count);
  }

  private static String post(String path, Object body, int status) {
    return admin()
        .contentType(ContentType.JSON)
        .body(body)
        .post(PATH + path)
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  @Test
  void nothingIsTakenUntilAnOperatorSaysSo() throws Exception {
    gaveUp("{\"job_id\":\"x\"}");
    await()
        .during(Duration.ofSeconds(3))
        .until(() -> broker.depth(Topology.errorQueue(extractor)) == 1);
    drains(true);
    taken(1);
    await().until(() -> broker.depth(Topology.errorQueue(extractor)) == 0);
  }

  @Test
  void aMessageIsKeptWithoutItsKeyAndWithItsReason() throws Exception {
    drains(true);
    Records.jobs(
        job("j-" + extractor).by(extractor).state(JobState.ERROR).failed("404 Not Found").build());
    gaveUp(
        "{\"jobid\":\"j-%s\",\"job_id\":\"other\",\"secretKey\":\"sesame\",\"host\":\"http://x/?key=hush\",\"retry_count\":10}"
            .formatted(extractor));
    String id = (String) taken(1).get(0).get("id");
    admin()
        .get(PATH + "/" + id)
        .then()
        .body("jobId", equalTo("j-" + extractor))
        .body("jobState", equalTo("ERROR"))
        .body("reason", equalTo("404 Not Found"))
        .body("fate", equalTo("WAITING"))
        .body("ours", equalTo(false))
        .body("body", not(containsString("secretKey")))
        .body("body", not(containsString("sesame")))
        .body("body", not(containsString("hush")));
    for (Document stored : Records.documents(Collections.ERROR_MESSAGES).find()) {
      assertThat(stored.toJson()).doesNotContain("sesame", "hush");
    }
    admin().get(PATH).then().body("messages[0]", not(hasKey("body")));
  }

  @Test
  void whatIsNoJobMessageIsKeptAsATextAndTwiceTheSameIsOne() throws Exception {
    drains(true);
    gaveUp("no json, password: sesame");
    gaveUp("no json, password: sesame");
    gaveUp("another");
    List<Map<String, Object>> found = taken(2);
    await().until(() -> broker.depth(Topology.errorQueue(extractor)) == 0);
    assertThat(found).noneMatch(m -> m.containsKey("jobId"));
    // Once somebody decided about it, the same again is another.
    String id = (String) found.get(0).get("id");
    post("/" + id + "/drop", Map.of(), 200);
    post("/" + id + "/drop", Map.of(), 409);
    gaveUp("another");
    gaveUp("no json, password: sesame");
    taken(3);
  }

  @Test
  void aMessageOfACancelledJobIsDroppedByItself() throws Exception {
    drains(true);
    Records.jobs(job("c-" + extractor).by(extractor).state(JobState.CANCELLED).build());
    gaveUp("{\"job_id\":\"c-%s\"}".formatted(extractor));
    Map<String, Object> message = taken(1).get(0);
    assertThat(message)
        .containsEntry("fate", "DROPPED")
        .containsEntry("note", "Its job is cancelled.");
  }

  @Test
  void aMessageOfOursIsReplayedByItsSubmission() throws Exception {
    drains(true);
    List<Delivery> sent = broker.consume(extractor);
    String file = Calls.file(ApiServers.ADMIN_KEY, "a.txt", "hello");
    String job = Calls.submit(ApiServers.ADMIN_KEY, file, extractor).path("id");
    Broker.awaitSize(sent, 1);
    await().until(() -> stored(job).dispatches() == 1);
    gaveUp(sent.get(0).getBody());
    String id = (String) taken(1).get(0).get("id");
    post("/" + id + "/replay", Map.of(), 409);
    Records.jobs(job(job).by(extractor).on(ResourceRef.file(file)).state(JobState.ERROR).build());
    assertThat(post("/" + id + "/replay", Map.of(), 200)).contains("REPLAYED");
    Broker.awaitSize(sent, 2);
    assertThat(JSON.readTree(sent.get(1).getBody()).path("retry_count").asInt()).isZero();
    post("/" + id + "/replay", Map.of(), 409);
    // What comes now of the first sending is of no use to anybody.
    gaveUp(sent.get(0).getBody());
    assertThat(taken(2)).anyMatch(m -> "DROPPED".equals(m.get("fate")));
  }

  private static Submission stored(String job) {
    return Records.submissions().find(new Document("_id", job)).first();
  }

  @Test
  void aMessageOfAnotherSystemNeedsAKeyOfThatSystem() throws Exception {
    drains(true);
    List<Delivery> sent = broker.consume(extractor);
    gaveUp(
        "{\"job_id\":\"f-%s\",\"secretKey\":\"old\",\"retry_count\":10,\"id\":\"5\"}"
            .formatted(extractor));
    String id = (String) taken(1).get(0).get("id");
    assertThat(post("/" + id + "/replay", Map.of(), 422)).contains("/secretKey");
    assertThat(post("/" + id + "/replay", Map.of("secretKey", "theirs"), 200))
        .doesNotContain("theirs");
    Broker.awaitSize(sent, 1);
    JsonNode again = JSON.readTree(sent.get(0).getBody());
    assertThat(again.path("secretKey").asText()).isEqualTo("theirs");
    assertThat(again.path("retry_count").asInt()).isZero();
    assertThat(again.path("id").asText()).isEqualTo("5");
    assertThat(sent.get(0).getProperties().getReplyTo()).isEqualTo("clowder.abc");
  }

  @Test
  void manyAreCountedConfirmedAndDropped() throws Exception {
    drains(true);
    for (int i = 0; i < 12; i++) {
      gaveUp("{\"n\":%d}".formatted(i));
    }
    taken(12);
    assertThat(post("/drop", Map.of("extractor", extractor, "dryRun", true), 200))
        .contains("\"matched\":12");
    post("/drop", Map.of("extractor", extractor), 400);
    assertThat(post("/drop", Map.of("extractor", extractor, "expected", 400), 409))
        .contains("12", "400");
    assertThat(
            post("/drop", Map.of("extractor", extractor, "expected", 12, "text", "\"n\":1"), 200))
        .contains("\"done\":3");
    assertThat(post("/drop", Map.of("extractor", extractor, "expected", 9), 200))
        .contains("\"done\":9");
    admin()
        .get(PATH + "/counts?fate=WAITING&extractor=" + extractor)
        .then()
        .body("total", equalTo(0));
  }

  @Test
  void onlyOperatorsSeeThem() {
    Calls.with(Calls.key("sue", "submitter")).get(PATH).then().statusCode(403);
    admin().get(PATH + "?fate=perhaps").then().statusCode(400);
    admin().get(PATH + "/nothing").then().statusCode(404);
  }
}
