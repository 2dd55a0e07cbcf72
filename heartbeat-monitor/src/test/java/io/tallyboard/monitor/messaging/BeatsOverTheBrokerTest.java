package io.tallyboard.monitor.messaging;

import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Filters;
import com.rabbitmq.client.AMQP;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Collections;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInfo.Rule;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.Liveness;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.kit.BrokerConfig;
import io.tallyboard.testkit.ServersResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service, with messages as they come. Others may beat on the same exchange meanwhile. */
@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, restrictToAnnotatedClass = true)
class BeatsOverTheBrokerTest {
  @Inject BrokerConfig config;
  @Inject ReactiveMongoClient mongo;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  private final String id = UUID.randomUUID().toString();
  private final String name = "test." + id;
  private TestBroker broker;
  private Topology topology;

  @BeforeEach
  void connect() {
    broker = new TestBroker(config.uri().toString());
    topology = new Topology(config.prefix());
    broker.queue(topology.updateQueue(0), Map.of());
    await().until(() -> get("/q/health/ready").statusCode() == 200);
  }

  @AfterEach
  void disconnect() {
    broker.close();
  }

  @Test
  void beat_of_pyclowder_makes_extractor_and_instance() {
    broker.beat(
        """
        {"id":"%s","queue":"%s","owner":"",
         "extractor_info":{"@context":"...","name":"%s","version":"2.0","description":"Counts.",
          "author":"Rob","contributors":[],"contexts":[{"lines":"http://..."}],
          "repository":[{"repType":"git","repUrl":"..."}],
          "process":{"file":["text/*","application/json"]},"external_services":[],
          "dependencies":[],"bibtex":[]}}
        """
            .formatted(id, name, name));

    ExtractorInstance instance = instance(id);
    assertThat(instance.extractor()).isEqualTo(name);
    assertThat(instance.queue()).isEqualTo(name);
    assertThat(instance.version()).isEqualTo("2.0");
    assertThat(instance.liveness(watched(), Instant.now())).isEqualTo(Liveness.ONLINE);
    ExtractorInfo extractor = extractor(name);
    assertThat(extractor.version()).isEqualTo("2.0");
    assertThat(extractor.description()).isEqualTo("Counts.");
    assertThat(extractor.process())
        .containsExactly(new Rule("file", "text/*"), new Rule("file", "application/json"));
    assertThat(extractor.info()).contains("\"contributors\":[]");
  }

  @Test
  void beats_of_any_shape_make_extractors_and_instances() {
    List<String> bodies =
        List.of(
            "{'id':'ID','queue':'q','extractor_info':{'name':'N','version':'latest'}}",
            "{'id':'ID','queue':'q','extractor_info':{'name':'N','version':2.10,"
                + "'repository':{'repType':'git'},'process':'text/*','author':[1]}}",
            "{'id':'ID','queue':17,'owner':null,'extractor_info':{'name':'N',"
                + "'process':{'dataset':['file.added'],'metadata':'added.file','file':null}}}",
            "{'id':'ID','queue':'q','unknown':{'$set':1,'a.b':[null]},"
                + "'extractor_info':{'name':'N','$where':'x','parameters':{'a.b':{}}}}",
            "{'id':'ID','extractor_info':{'name':'N','version':'1.0-SNAPSHOT'}}");
    for (int i = 0; i < bodies.size(); i++) {
      broker.beat(
          bodies
              .get(i)
              .replace('\'', '"')
              .replace("ID", id + i)
              .replace("\"N\"", '"' + name + i + '"'));
    }

    for (int i = 0; i < bodies.size(); i++) {
      assertThat(instance(id + i).extractor()).isEqualTo(name + i);
      assertThat(extractor(name + i).info()).isNotNull();
    }
  }

  @Test
  void decimal_version_is_kept_as_it_was_written() {
    broker.beat(
        "{\"id\":\"%s\",\"queue\":\"q\",\"extractor_info\":{\"name\":\"%s\",\"version\":2.10}}"
            .formatted(id, name));

    assertThat(instance(id).version()).isEqualTo("2.10");
    assertThat(extractor(name).version()).isEqualTo("2.10");
  }

  @Test
  void beat_without_extractor_info_keeps_the_instance_and_is_handed_in() {
    String body = "{\"id\":\"%s\",\"queue\":\"%s\"}".formatted(id, name);
    broker.beat(body);

    assertThat(instance(id).extractor()).isEqualTo(name);
    assertThat(extractor(name).revision()).isZero();
    Rejection rejection = rejection(name);
    assertThat(rejection.reason()).isEqualTo("NO_EXTRACTOR_INFO");
    assertThat(rejection.rejected()).isEqualTo("extractors");
    assertThat(rejection.body()).isEqualTo(body);
  }

  @Test
  void beats_that_cannot_be_used_are_handed_in_with_their_reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("MARK is not JSON", "NOT_JSON");
    reasons.put("{'id':'MARK',", "NOT_JSON");
    reasons.put("{'id':'MARK'} and more", "NOT_JSON");
    reasons.put("['MARK']", "NOT_AN_OBJECT");
    reasons.put("'MARK'", "NOT_AN_OBJECT");
    reasons.put("{'queue':'MARK','extractor_info':{'name':'x'}}", "NO_ID");
    reasons.put("{'id':{'$oid':'MARK'},'queue':'q'}", "NO_ID");
    reasons.put("{'id':'MARK'}", "NO_EXTRACTOR_INFO");
    reasons.put("{'id':'MARK','extractor_info':{'name':'x'}}", "NO_QUEUE");
    Map<String, String> expected = new LinkedHashMap<>();
    reasons.forEach(
        (body, reason) -> expected.put(body.replace('\'', '"').replace("MARK", name), reason));
    expected.keySet().forEach(broker::beat);

    Map<String, String> handedIn = new LinkedHashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      Rejection rejection = rejection(name);
      assertThat(rejection.controlId()).contains(rejection.reason());
      handedIn.put(rejection.body(), rejection.reason());
    }
    assertThat(handedIn).containsExactlyInAnyOrderEntriesOf(expected);
    assertStillListens();
  }

  @Test
  void bytes_of_any_kind_and_properties_of_any_kind_stop_nothing() {
    byte[] noText = new byte[300];
    for (int i = 0; i < noText.length; i++) {
      noText[i] = (byte) i;
    }
    broker.beat(noText, null);
    broker.beat(new byte[0], null);
    broker.beat("null".getBytes(UTF_8), null);
    broker.beat(
        "no json".getBytes(UTF_8),
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("gzip")
            .headers(Map.of("x", List.of(1, 2)))
            .correlationId("17")
            .build());
    broker.beat(
        "99".getBytes(UTF_8),
        new AMQP.BasicProperties.Builder().type("tallyboard.probe").correlationId("17").build());
    broker.beat(("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8), null);
    broker.beat(("{\"id\":1" + "0".repeat(100_000) + "}").getBytes(UTF_8), null);

    assertStillListens();
  }

  @Test
  void beat_of_five_megabytes_is_handed_in_as_far_as_a_message_may_be_large() {
    byte[] body = new byte[5 << 20];
    Arrays.fill(body, (byte) '"');
    byte[] mark = name.getBytes(UTF_8);
    System.arraycopy(mark, 0, body, 0, mark.length);
    broker.beat(body, null);

    AtomicReference<byte @Nullable []> message = new AtomicReference<>();
    Rejection rejection = rejection(name, message);
    assertThat(rejection.reason()).isEqualTo("TOO_LARGE");
    assertThat(rejection.detail()).contains("5242880");
    assertThat(message.get()).hasSizeBetween(1 << 19, 1 << 20);
    assertStillListens();
  }

  @Test
  void same_body_is_handed_in_once_a_minute() {
    String body = "again " + name;
    for (int i = 0; i < 5; i++) {
      broker.beat(body);
    }
    broker.beat("other " + name);

    assertThat(rejection("again " + name).body()).isEqualTo(body);
    assertThat(rejection(name).body()).isEqualTo("other " + name);
  }

  @Test
  void coming_of_an_instance_is_told() throws IOException {
    String hints = broker.hints(topology.events(), "extractor.online");
    broker.beat(
        "{\"id\":\"%s\",\"queue\":\"q\",\"extractor_info\":{\"name\":\"%s\"}}".formatted(id, name));

    ExtractorHint hint =
        await()
            .until(
                () -> {
                  byte[] body = broker.take(hints);
                  return body == null ? null : json.readValue(body, ExtractorHint.class);
                },
                found -> found != null && found.instance().equals(id));
    assertThat(hint).isEqualTo(new ExtractorHint(name, id, Liveness.ONLINE));
    await().until(() -> instance(id).announced() == Liveness.ONLINE);
  }

  @Test
  void watch_moves_on_while_nothing_is_heard() {
    Instant first = watched().until();

    await().until(() -> watched().until().isAfter(first.plusSeconds(2)));
  }

  @Test
  void period_is_learned() {
    String beat =
        "{\"id\":\"%s\",\"queue\":\"q\",\"extractor_info\":{\"name\":\"%s\"}}".formatted(id, name);
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              broker.beat(beat);
              return instance(id).intervals().size() == 5;
            });

    assertThat(instance(id).period()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_500));
  }

  @Test
  void liveness_tells_of_the_process_alone_and_readiness_of_broker_and_store() {
    get("/q/health/live").then().statusCode(200);
    assertThat(get("/q/health/live").jsonPath().getList("checks")).isEmpty();
    get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("broker"))
        .body("checks.name", hasItem("MongoDB connection health check"));
  }

  @Test
  void meters_count_what_was_heard() {
    broker.beat("meters " + name);
    rejection("meters " + name);

    assertThat(get("/q/metrics").asString())
        .contains("tallyboard_monitor_beats_total")
        .contains("tallyboard_monitor_beats_rejected_total{reason=\"not_json\"}")
        .doesNotContain(id);
  }

  private void assertStillListens() {
    String next = UUID.randomUUID().toString();
    broker.beat("{\"id\":\"%s\",\"queue\":\"%s\"}".formatted(next, name));
    assertThat(instance(next).queue()).isEqualTo(name);
  }

  private Watched watched() {
    return await()
        .until(() -> find(Collections.WATCHES, Watched.BEATS, Watched.class), w -> w != null);
  }

  private ExtractorInstance instance(String id) {
    return await()
        .until(
            () -> find(Collections.EXTRACTOR_INSTANCES, id, ExtractorInstance.class),
            i -> i != null);
  }

  private ExtractorInfo extractor(String name) {
    return await()
        .until(() -> find(Collections.EXTRACTORS, name, ExtractorInfo.class), e -> e != null);
  }

  private <T> @Nullable T find(String collection, String id, Class<T> type) {
    ReactiveMongoCollection<T> documents =
        mongo.getDatabase(database).getCollection(collection, type);
    return documents.find(Filters.eq("_id", id)).collect().first().await().indefinitely();
  }

  private Rejection rejection(String mark) {
    return rejection(mark, new AtomicReference<>());
  }

  /** The next one of a body that contains {@code mark}. */
  private Rejection rejection(String mark, AtomicReference<byte @Nullable []> message) {
    return await()
        .until(
            () -> {
              byte[] body = broker.take(topology.updateQueue(0));
              message.set(body);
              return body == null ? null : json.readValue(body, Rejection.class);
            },
            found -> found != null && found.body().contains(mark));
  }
}
