package io.tallyboard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What pictures need beyond the demo: a private extractor, failed messages, datasets, and people who did something. */
final class Scene implements AutoCloseable {
  static final String PRIVATE = "private.LAB7.tallyboard.demo.seams";
  private static final String FAILING = "tallyboard.demo.fails-half-the-time";
  private static final String PLAIN = "tallyboard.demo.quick";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final APIRequestContext api;
  private final Connection connection;
  private final Channel channel;

  Scene(APIRequestContext api, String broker) throws Exception {
    this.api = api;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker);
    connection = factory.newConnection();
    channel = connection.createChannel();
    privateExtractor();
    failedMessages();
    datasets();
    call("POST", "/v1/extractors/" + PLAIN + "/pause", Map.of());
    call("POST", "/v1/extractors/" + PLAIN + "/resume", Map.of());
  }

  private void privateExtractor() throws IOException {
    channel.queueDeclare(PRIVATE, true, false, false, null);
    channel.basicConsume(PRIVATE, true, new DefaultConsumer(channel));
    Map<String, Object> info =
        Map.of(
            "name", "tallyboard.demo.seams",
            "unique_key", "LAB7",
            "version", "0.3",
            "author", "Carol",
            "description", "For show: finds the seams in drawings of shafts.",
            "process", Map.of("file", List.of("image/*"), "dataset", List.of("file.added")));
    byte[] beat =
        text(Map.of("id", "5e1f-1", "queue", PRIVATE, "owner", "carol", "extractor_info", info));
    channel.basicPublish("extractors", "", null, beat);
    await("the private extractor")
        .atMost(SOON)
        .until(() -> api.get("/v1/extractors/" + PRIVATE).status() == 200);
    call("PATCH", settings(PRIVATE), Map.of("grants", List.of("ann", "bob")));
    call("PATCH", settings(PRIVATE), Map.of("spaces", Map.of("archive", false)));
  }

  /** The demo leaves one of its own; beside it one of a system that nobody knows. */
  private void failedMessages() throws IOException {
    call("PATCH", settings(FAILING), Map.of("drainErrors", true));
    String error = "error." + FAILING;
    channel.queueDeclare(error, true, false, false, null);
    Map<String, Object> message =
        Map.of("host", "http://elsewhere.example/", "job_id", "5ecd7a0de4b0", "retry_count", 10);
    channel.basicPublish("", error, new BasicProperties(), text(message));
    await("the failed messages")
        .atMost(SOON)
        .until(() -> read("/v1/error-messages?limit=5").path("messages").size() >= 2);
  }

  private void datasets() {
    for (String[] each :
        new String[][] {
          {"Harbour survey 2026", "Soundings and drawings of the new basin."},
          {"Pit head photographs", "As they were handed in."},
          {"Shift log", "What was written down at the pit head."}
        }) {
      String id =
          call("POST", "/v1/datasets", Map.of("name", each[0], "description", each[1]))
              .path("id")
              .asText();
      for (int file = 0; file < each[0].length() % 5; file++) {
        api.post(
            "/v1/files?name=note-" + file + ".txt&dataset=" + id,
            RequestOptions.create().setHeader("Content-Type", "text/plain").setData("noted"));
      }
    }
  }

  private static String settings(String extractor) {
    return "/v1/extractors/" + extractor + "/settings";
  }

  private JsonNode call(String method, String path, Map<String, ?> body) {
    APIResponse answer =
        api.fetch(
            path,
            RequestOptions.create()
                .setMethod(method)
                .setHeader("Content-Type", "application/json")
                .setData(Board.text(body)));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return Board.parse(answer.text());
  }

  private JsonNode read(String path) throws IOException {
    return JSON.readTree(api.get(path).body());
  }

  private static byte[] text(Map<String, ?> message) {
    return Board.text(message).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
