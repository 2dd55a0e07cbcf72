package io.tallyboard.local.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import io.tallyboard.local.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The extractors' protocol, from the other side of broker and host. */
class ExtractorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-21T18:52:14.789Z");

  private static EmbeddedBroker broker;

  private final ConnectionFactory factory = new ConnectionFactory();
  private final String name = "test." + UUID.randomUUID();
  private final List<Delivery> replies = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> started = new CopyOnWriteArrayList<>();
  private String replyTo;
  private FakeHost host;
  private Connection connection;
  private Channel channel;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    factory.setUri(broker.uri());
    host = new FakeHost();
    host.has("f1", "two words\n".getBytes(UTF_8));
    connection = factory.newConnection();
    channel = connection.createChannel();
    replyTo = "replies-" + name;
    channel.queueDeclare(replyTo, true, false, false, null);
    channel.basicConsume(replyTo, true, (tag, delivery) -> replies.add(delivery), tag -> {});
  }

  @AfterEach
  void disconnect() throws Exception {
    for (AutoCloseable extractor : started) {
      extractor.close();
    }
    connection.abort();
    host.close();
  }

  @Test
  void a_job_is_told_of_from_start_to_done() throws Exception {
    start((file, job, progress) -> Map.of("words", 2));

    send(job("f1"));

    await().untilAsserted(() -> assertThat(messages()).endsWith("Done processing."));
    assertThat(types()).containsExactly("start", "processing", "processing", "done");
    assertThat(messages())
        .containsExactly(
            "Started processing.",
            "Downloading file.",
            "Uploading file metadata.",
            "Done processing.");
  }

  @Test
  void a_status_update_has_the_fields_and_properties_that_pyclowder_sends() throws Exception {
    start((file, job, progress) -> Map.of());

    send(job("f1"));

    await().until(() -> !replies.isEmpty());
    assertThat(body(replies.get(0)))
        .isEqualTo(
            JSON.readTree(
                """
                {"file_id":"f1","extractor_id":"%s","job_id":"j1",
                 "status":"StatusMessage.start: Started processing.",
                 "start":"2026-11-21T18:52:14-00:00",
                 "message_type":"StatusMessage.start","message":"Started processing."}
                """
                    .formatted(name)));
    assertThat(replies.get(0).getProperties().getCorrelationId()).isEqualTo("c1");
    assertThat(replies.get(0).getProperties().getDeliveryMode()).isEqualTo(2);
    assertThat(replies.get(0).getProperties().getContentType()).isNull();
  }

  @Test
  void the_host_is_asked_with_the_jobs_key_and_gets_the_metadata() throws Exception {
    start((file, job, progress) -> Map.of("words", 2));

    send(job("f1"));

    await().until(() -> types().contains("done"));
    assertThat(host.calls())
        .extracting(FakeHost.Call::method, FakeHost.Call::path, FakeHost.Call::key)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("GET", "/api/v2/files/f1/metadata", "key-1"),
            org.assertj.core.groups.Tuple.tuple("GET", "/api/v2/files/f1", "key-1"),
            org.assertj.core.groups.Tuple.tuple("POST", "/api/v2/files/f1/metadata", "key-1"));
    JsonNode posted = JSON.readTree(host.calls().get(2).body());
    assertThat(posted.path("content")).isEqualTo(JSON.readTree("{\"words\":2}"));
    assertThat(posted.path("contents")).isEqualTo(posted.path("content"));
    assertThat(posted.path("listener").path("name").asText()).isEqualTo(name);
  }

  @Test
  void a_job_that_raises_is_tried_eleven_times_and_then_goes_to_the_error_queue() throws Exception {
    start(
        (file, job, progress) -> {
          throw new IllegalStateException("no luck");
        });

    send(job("f1"));

    await().until(() -> types().contains("error"));
    assertThat(types().stream().filter("start"::equals)).hasSize(11);
    assertThat(types().stream().filter("retry"::equals)).hasSize(10);
    assertThat(messages()).contains("(#1) no luck", "(#10) no luck").endsWith("no luck");
    await().until(() -> channel.messageCount("error." + name) == 1);
    JsonNode failed = JSON.readTree(channel.basicGet("error." + name, true).getBody());
    assertThat(failed.path("retry_count").asInt()).isEqualTo(10);
    assertThat(failed.path("unknown").asText()).isEqualTo("kept");
  }

  @Test
  void after_the_first_try_the_correlation_id_is_lost_and_the_job_id_is_not() throws Exception {
    start(
        (file, job, progress) -> {
          throw new IllegalStateException("no luck");
        });

    send(job("f1"));

    await().until(() -> types().contains("error"));
    Delivery last = replies.get(replies.size() - 1);
    assertThat(last.getProperties().getCorrelationId()).isNull();
    assertThat(body(last).path("job_id").asText()).isEqualTo("j1");
  }

  @Test
  void a_job_that_aborts_is_not_tried_again() throws Exception {
    start(
        (file, job, progress) -> {
          throw new Abort("hopeless");
        });

    send(job("f1"));

    await().until(() -> types().contains("error"));
    assertThat(types()).doesNotContain("retry");
    assertThat(messages()).endsWith("Aborting message: hopeless");
    await().until(() -> channel.messageCount("error." + name) == 1);
  }

  @Test
  void an_answer_other_than_success_is_a_retry() throws Exception {
    start((file, job, progress) -> Map.of());

    send(job("unknown-file"));

    await().until(() -> types().contains("error"));
    assertThat(types()).containsSequence("start", "retry", "start");
    assertThat(messages()).last().asString().contains("404").doesNotContain("key-1");
  }

  @Test
  void a_job_of_another_type_is_skipped_and_done() throws Exception {
    start((file, job, progress) -> Map.of(), "text/*");
    ObjectNode job = job("f1");
    job.putObject("source").put("mimeType", "image/png");

    send(job);

    await().until(() -> types().contains("done"));
    assertThat(types()).containsExactly("start", "skip", "done");
  }

  @Test
  void a_message_that_is_not_json_goes_to_the_error_queue_at_once() throws Exception {
    start((file, job, progress) -> Map.of());

    channel.basicPublish("", name, properties(), "not json".getBytes(UTF_8));

    await().until(() -> channel.messageCount("error." + name) == 1);
    assertThat(replies).isEmpty();
  }

  @Test
  void a_job_at_work_when_its_extractor_stops_goes_to_another_instance() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    Extractor first =
        start(
            (file, job, progress) -> {
              working.countDown();
              progress.pause(Duration.ofMinutes(5));
              return Map.of();
            });
    send(job("f1"));
    working.await();

    first.close();
    start((file, job, progress) -> Map.of());

    await().until(() -> types().contains("done"));
    assertThat(types())
        .containsExactly("start", "processing", "start", "processing", "processing", "done");
  }

  @Test
  void a_beat_describes_the_instance_and_does_not_change() throws Exception {
    channel.exchangeDeclare("extractors", "fanout", true);
    String queue = channel.queueDeclare().getQueue();
    channel.queueBind(queue, "extractors", "");
    List<JsonNode> beats = new CopyOnWriteArrayList<>();
    channel.basicConsume(queue, true, (tag, delivery) -> beats.add(body(delivery)), tag -> {});

    start((file, job, progress) -> Map.of());

    await()
        .until(() -> beats.stream().filter(b -> b.path("queue").asText().equals(name)).count() > 2);
    JsonNode beat =
        beats.stream().filter(b -> b.path("queue").asText().equals(name)).findFirst().orElseThrow();
    assertThat(UUID.fromString(beat.path("id").asText())).isNotNull();
    assertThat(beat.path("extractor_info").path("name").asText()).isEqualTo(name);
    assertThat(beat.path("extractor_info").path("process").path("file").get(0).asText())
        .isEqualTo("*/*");
    assertThat(beats).filteredOn(b -> b.path("queue").asText().equals(name)).containsOnly(beat);
  }

  /** What a test's extractor does. */
  private interface Doing {
    Map<String, Object> process(Path file, Job job, Progress progress) throws Exception;
  }

  private Extractor start(Doing doing) throws Exception {
    return start(doing, "*/*");
  }

  private Extractor start(Doing doing, String fileType) throws Exception {
    Extractor extractor =
        Extractor.start(
            factory, new TestWork(name, fileType, doing), Duration.ofMillis(100), () -> NOW);
    started.add(extractor);
    return extractor;
  }

  private record TestWork(String name, String fileType, Doing doing) implements Work {
    @Override
    public Description description() {
      return new Description(name, "1.0", "test", List.of(fileType));
    }

    @Override
    public Map<String, Object> process(Path file, Job job, Progress progress)
        throws Abort, InterruptedException {
      try {
        return doing.process(file, job, progress);
      } catch (Abort | InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private ObjectNode job(String fileId) {
    return JSON.createObjectNode()
        .put("host", host.url())
        .put("secretKey", "key-1")
        .put("retry_count", 0)
        .put("filename", "a.txt")
        .put("id", fileId)
        .put("intermediateId", fileId)
        .put("datasetId", "")
        .put("jobid", "j1")
        .put("job_id", "j1")
        .put("routing_key", "extractors." + name)
        .put("unknown", "kept");
  }

  private void send(ObjectNode job) throws Exception {
    channel.basicPublish("", name, properties(), JSON.writeValueAsBytes(job));
  }

  private BasicProperties properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(2)
        .correlationId("c1")
        .replyTo(replyTo)
        .build();
  }

  private List<String> types() {
    return replies.stream()
        .map(d -> body(d).path("message_type").asText().replace("StatusMessage.", ""))
        .toList();
  }

  private List<String> messages() {
    return replies.stream().map(d -> body(d).path("message").asText()).toList();
  }

  private static JsonNode body(Delivery delivery) {
    try {
      return JSON.readTree(delivery.getBody());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
