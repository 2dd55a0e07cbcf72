package io.tallyboard.api.rest;

import static io.tallyboard.api.support.Calls.admin;
import static io.tallyboard.api.support.Jobs.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tallyboard.api.support.ApiServers;
import io.tallyboard.api.support.Broker;
import io.tallyboard.api.support.Calls;
import io.tallyboard.api.support.Records;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.QueuePosition;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ApiServers.class)
class UpdateQueuesTest {
  private static final String PATH = "/v1/update-queues";

  private final String ours = new Topology(Records.prefix()).updateQueue(0);

  @BeforeEach
  void nothingWasRead() {
    Calls.awaitReady();
    for (String name : List.of(Collections.QUEUE_POSITIONS, Collections.QUEUE_LEASES)) {
      Records.documents(name).deleteMany(new Document());
    }
  }

  private static String of(String name, String field) {
    return "queues.find { it.name == '%s' }.%s".formatted(name, field);
  }

  @Test
  void eachTellsHowFarItIsReadWhatIsMissingAndWhoReadsIt() {
    Records.position(
        new QueuePosition(
            ours,
            4_711,
            "d",
            T0,
            T0.plusSeconds(1),
            null,
            1,
            List.of(new QueuePosition.Gap(ours + "~1", 1_000, 1_311, T0.plusSeconds(2)))));
    Instant now = Instant.now();
    Records.documents(Collections.QUEUE_LEASES)
        .insertMany(
            List.of(
                lease(ours, "replica-a", now.plusSeconds(60)),
                lease("clowder.given", "replica-b", now.minusSeconds(60))));
    admin()
        .get(PATH)
        .then()
        .statusCode(200)
        .body(of(ours, "foldedThrough"), equalTo(4_711))
        .body(of(ours, "liveAt"), equalTo(T0.plusSeconds(1).toString()))
        .body(of(ours, "epoch"), equalTo(1))
        .body(of(ours, "gaps[0].count"), equalTo(312))
        .body(of(ours, "gaps[0].foundAt"), equalTo(T0.plusSeconds(2).toString()))
        .body(of(ours, "holder"), equalTo("replica-a"))
        .body(of("clowder.given", "holder"), nullValue())
        .body(of("clowder.given", "gaps.size()"), equalTo(0));
  }

  private static Document lease(String queue, String holder, Instant until) {
    return new Document("_id", queue).append("holder", holder).append("until", Date.from(until));
  }

  @Test
  void thoseOfTheSettingAreThereAndNoneOfThemIsDeclared() throws Exception {
    admin()
        .get(PATH)
        .then()
        .body("queues.name", hasItems(ours, "clowder.given", "clowder.aside"))
        .body(of("clowder.given", "kind"), equalTo("FOREIGN"))
        .body(of("clowder.given", "passOn"), nullValue())
        .body(of("clowder.aside", "passOn"), equalTo("clowder.next"));
    try (Broker broker = new Broker()) {
      assertThat(broker.exists("clowder.given")).isFalse();
      assertThat(broker.exists(ours)).isTrue();
    }
  }

  private static ValidatableResponse register(String name, String passOn) {
    Map<String, String> body =
        passOn == null ? Map.of("name", name) : Map.of("name", name, "passOn", passOn);
    return admin().contentType(ContentType.JSON).body(body).post(PATH).then();
  }

  @Test
  void anAdministratorHasAnotherSystemsQueueRead() {
    String name = "clowder." + UUID.randomUUID();
    register(name, name + ".on")
        .statusCode(201)
        .body("kind", equalTo("FOREIGN"))
        .body("passOn", equalTo(name + ".on"))
        .body("$", not(hasKey("foldedThrough")));
    register(name, name + ".on").statusCode(200);
    register(name, null).statusCode(409);
    register(ours, null).statusCode(409);
    admin().get(PATH).then().body("queues.name", hasItems(name));
  }

  @Test
  void whatWouldGoRoundInCirclesIsRefused() {
    String name = "clowder." + UUID.randomUUID();
    register(name, name).statusCode(422);
    register(name, ours).statusCode(422);
    register("clowder.next", null).statusCode(422);
    register("amq.rabbitmq.trace", null).statusCode(422);
    register("x".repeat(256), null).statusCode(422);
    register("", null).statusCode(400);
    admin().get(PATH).then().body("queues.name", not(hasItems(name)));
  }

  @Test
  void operatorsLookAndOnlyAdministratorsRegister() {
    String operator = Calls.key("olga", "operator");
    Calls.with(operator).get(PATH).then().statusCode(200);
    Calls.with(operator)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "clowder.no"))
        .post(PATH)
        .then()
        .statusCode(403);
    Calls.with(Calls.key("vic", "viewer")).get(PATH).then().statusCode(403);
  }
}
