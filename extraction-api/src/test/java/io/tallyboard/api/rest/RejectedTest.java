package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.RejectedUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class RejectedTest {
  private static final String PATH = "/v1/rejected-updates";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String queue = new Topology(Records.prefix()).updateQueue(1);

  @BeforeEach
  void nothingWasRejected() {
    Calls.awaitReady();
    Records.documents(Collections.REJECTED_UPDATES).deleteMany(new Document());
  }

  private RejectedUpdate rejected(int seq, String reason, String body) {
    return rejected(queue + ":" + seq, null, reason, body, body.length(), seq);
  }

  private RejectedUpdate rejected(
      String id, String origin, String reason, String body, long length, int second) {
    return new RejectedUpdate(
        id,
        queue,
        second,
        origin,
        reason,
        "Why: " + reason.toLowerCase() + ".",
        body,
        length,
        "digest",
        T0.plusSeconds(second),
        false);
  }

  private RejectedUpdate replayed(int seq) {
    RejectedUpdate r = rejected(seq, "NOT_JSON", "was mended");
    return new RejectedUpdate(
        r.id(),
        r.queue(),
        r.seq(),
        null,
        r.reason(),
        r.detail(),
        r.body(),
        r.length(),
        r.digest(),
        r.receivedAt(),
        false,
        null,
        T0.plusSeconds(99),
        "bob",
        queue + ":900",
        null,
        null);
  }

  private static List<String> all(String query) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      Response page = admin().get(PATH + "?" + query + (next.isEmpty() ? "" : "&cursor=" + next));
      page.then().statusCode(200);
      ids.addAll(page.<List<String>>path("rejected.id"));
      next = page.path("next") == null ? "" : page.path("next");
    } while (!next.isEmpty());
    return ids.stream().map(id -> id.substring(id.lastIndexOf(':') + 1)).toList();
  }

  @Test
  void theyAreListedTheNewestFirstAndNarrowed() {
    Records.rejected(
        rejected(1, "NOT_JSON", "first BODY"),
        rejected(2, "NO_IDENTITY", "{\"second\":1}"),
        rejected(queue + ":3", "extractors", "NO_ID", "a beat", 6, 3),
        rejected(4, "NOT_JSON", "fourth (body"),
        replayed(5));
    assertThat(all("limit=2")).containsExactly("5", "4", "3", "2", "1");
    assertThat(all("reason=NOT_JSON&limit=1")).containsExactly("5", "4", "1");
    assertThat(all("queue=" + queue)).hasSize(5);
    assertThat(all("queue=other")).isEmpty();
    assertThat(all("origin=extractors")).containsExactly("3");
    assertThat(all("text=body")).containsExactly("4", "1");
    assertThat(all("text=(body")).containsExactly("4");
    assertThat(all("text=why: no_id")).containsExactly("3", "2");
    assertThat(all("from=" + T0.plusSeconds(2) + "&to=" + T0.plusSeconds(4)))
        .containsExactly("3", "2");
    assertThat(all("replayed=true")).containsExactly("5");
    assertThat(all("replayed=false")).containsExactly("4", "3", "2", "1");
    admin()
        .get(PATH + "/counts?replayed=false")
        .then()
        .body("total", equalTo(4))
        .body("byReason.NOT_JSON", equalTo(2))
        .body("byReason.NO_ID", equalTo(1));
  }

  @Test
  void oneIsReadWholeAndAListWithoutBodies() {
    Records.rejected(rejected(1, "NOT_JSON", "the body"));
    admin()
        .get(PATH + "/" + queue + ":1")
        .then()
        .statusCode(200)
        .body("body", equalTo("the body"))
        .body("whole", equalTo(true))
        .body("replayable", equalTo(true))
        .body("receivedAt", equalTo(T0.plusSeconds(1).toString()));
    admin().get(PATH).then().body("rejected[0]", not(hasKey("body")));
    admin().get(PATH + "/nothing").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=tomorrow", "replayed=perhaps", "cursor=x", "limit=0"})
  void whatCannotBeReadIsRefused(String query) {
    admin().get(PATH + "?" + query).then().statusCode(400);
  }

  @Test
  void onlyOperatorsSeeThem() {
    Records.rejected(rejected(1, "NOT_JSON", "x"));
    String submitter = Calls.key("sue", "submitter");
    Calls.with(submitter).get(PATH).then().statusCode(403);
    Calls.with(submitter).get(PATH + "/" + queue + ":1").then().statusCode(403);
    Calls.with(submitter).post(PATH + "/" + queue + ":1/replay").then().statusCode(403);
    Calls.with(Calls.key("olga", "operator")).get(PATH).then().statusCode(200);
  }

  @Test
  void aReplayIsAskedForOnTheMessagesOwnQueue() throws Exception {
    Records.rejected(rejected(7, "NOT_JSON", "x"));
    try (Broker broker = new Broker()) {
      List<Delivery> updates = broker.updates();
      Calls.with(Calls.key("olga", "operator"))
          .post(PATH + "/" + queue + ":7/replay")
          .then()
          .statusCode(202)
          .body("queue", equalTo(queue))
          .body("controlId", equalTo("replay:" + queue + ":7"));
      JsonNode sent = replays(updates, 1, ":7").get(0);
      assertThat(sent.path("replay").asText()).isEqualTo(queue + ":7");
      assertThat(sent.path("control_id").asText()).isEqualTo("replay:" + queue + ":7");
      assertThat(sent.path("by").asText()).isEqualTo("olga");
    }
  }

  @Test
  void whatCannotBeReplayedSaysWhy() {
    Records.rejected(
        rejected(queue + ":1", null, "TOO_LARGE", "x", RejectedUpdate.KEPT_BYTES + 1L, 1),
        rejected(queue + ":2", "extractors", "NO_ID", "{}", 2, 2),
        rejected(3, RejectedUpdate.REPLAY_FAILED, "{\"replay\":\"x\"}"),
        replayed(4));
    refusedReplay(1, "It is not whole: of its 1048577 bytes the first 1048576 are kept.");
    refusedReplay(2, "handed it in");
    refusedReplay(3, "replay the message that it names");
    refusedReplay(4, "It was replayed already, as " + queue + ":900.");
    admin().post(PATH + "/" + queue + ":9/replay").then().statusCode(404);
  }

  private void refusedReplay(int seq, String why) {
    admin()
        .post(PATH + "/" + queue + ":" + seq + "/replay")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString(why));
    admin()
        .get(PATH + "/" + queue + ":" + seq)
        .then()
        .body("replayable", equalTo(false))
        .body("notReplayable", containsString(why));
  }

  @Test
  void manyAreReplayedByFilterInTheirOrderUpToABound() throws Exception {
    Records.rejected(
        rejected(21, "NOT_JSON", "many one"),
        rejected(22, "NO_IDENTITY", "many two"),
        rejected(23, "NOT_JSON", "many three"),
        rejected(24, "NOT_JSON", "many four"),
        replayed(25));
    try (Broker broker = new Broker()) {
      List<Delivery> updates = broker.updates();
      many(Map.of("reason", "NOT_JSON", "dryRun", true), 4, 3, 0);
      assertThat(replays(updates, 0, ":2")).isEmpty();
      many(Map.of("reason", "NOT_JSON", "limit", 2), 4, 3, 2);
      assertThat(replays(updates, 2, ":2"))
          .extracting(m -> m.path("replay").asText())
          .containsExactly(queue + ":21", queue + ":23");
    }
    for (Object limit : List.of(0, 10_001, "many")) {
      admin()
          .contentType(ContentType.JSON)
          .body(Map.of("limit", limit))
          .post(PATH + "/replay")
          .then()
          .statusCode(400);
    }
  }

  private static void many(Map<String, Object> request, int matched, int replayable, int asked) {
    admin()
        .contentType(ContentType.JSON)
        .body(request)
        .post(PATH + "/replay")
        .then()
        .statusCode(202)
        .body("matched", equalTo(matched))
        .body("replayable", equalTo(replayable))
        .body("asked", equalTo(asked));
  }

  /** Those about some messages: a stream keeps what other tests sent. */
  private static List<JsonNode> replays(List<Delivery> updates, int atLeast, String about) {
    List<JsonNode> found = new ArrayList<>();
    org.awaitility.Awaitility.await()
        .until(
            () -> {
              found.clear();
              for (Delivery delivery : updates) {
                JsonNode body = JSON.readTree(delivery.getBody());
                if (body.path("replay").asText().contains(about)) {
                  found.add(body);
                }
              }
              return found.size() >= atLeast;
            });
    return found;
  }
}
