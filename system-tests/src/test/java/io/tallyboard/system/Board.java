package io.tallyboard.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The /v1 API as any client uses it, with one key. */
final class Board {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;
  private final String key;

  Board(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /** Uploads a text and answers its id. */
  String upload(String name, String type, String text) {
    return uploadTo("", name, type, text);
  }

  /** The same, into a dataset. */
  String uploadTo(String dataset, String name, String type, String text) {
    String where = dataset.isEmpty() ? "" : "&dataset=" + encoded(dataset);
    HttpResponse<String> answer =
        send(
            request("v1/files?name=" + encoded(name) + where)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(text)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return parse(answer.body()).path("id").asText();
  }

  /** Submits a job on a file and answers its id. */
  String submit(String file, String extractor, Map<String, ?> parameters) {
    Map<String, ?> body =
        Map.of(
            "resource", Map.of("type", "file", "id", file),
            "extractor", extractor,
            "parameters", parameters);
    HttpResponse<String> answer =
        send(
            request("v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text(body))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String id = parse(answer.body()).path("id").asText();
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/v1/jobs/" + id);
    return id;
  }

  JsonNode job(String id) {
    return read("v1/jobs/" + encoded(id));
  }

  /** The job as soon as it is as asked for. */
  JsonNode awaitJob(String id, Duration within, Predicate<JsonNode> wanted) {
    JsonNode[] last = new JsonNode[1];
    await("job " + id)
        .atMost(within)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              HttpResponse<String> answer = get("v1/jobs/" + encoded(id));
              // What only updates tell of is there as soon as the first of them has been read.
              if (answer.statusCode() == 404) {
                return false;
              }
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              last[0] = parse(answer.body());
              return wanted.test(last[0]);
            });
    return last[0];
  }

  JsonNode awaitState(String id, Duration within, String state) {
    return awaitJob(id, within, job -> job.path("state").asText().equals(state));
  }

  /** What the extractor itself said of a job, in order. */
  List<String> messages(String id) {
    List<String> messages = new ArrayList<>();
    for (JsonNode event : events(id)) {
      if (event.path("source").asText().equals("EXTRACTOR")) {
        messages.add(event.path("message").asText());
      }
    }
    return messages;
  }

  /** All events of a job, page by page. */
  List<JsonNode> events(String id) {
    List<JsonNode> events = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = read("v1/jobs/" + encoded(id) + "/events?limit=20" + cursor);
      page.path("events").forEach(events::add);
      cursor = page.hasNonNull("next") ? "&cursor=" + encoded(page.path("next").asText()) : "";
    } while (!cursor.isEmpty());
    return events;
  }

  JsonNode extractions(String type, String id) {
    return read("v1/resources/" + type + "/" + encoded(id) + "/extractions");
  }

  /** Waits until the registry shows the extractor as alive. */
  void awaitExtractor(String name, int instances) {
    await("extractor " + name)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (JsonNode extractor : read("v1/extractors").path("extractors")) {
                if (extractor.path("name").asText().equals(name)
                    && extractor.path("liveness").asText().equals("ONLINE")
                    && extractor.path("instances").size() >= instances) {
                  return true;
                }
              }
              return false;
            });
  }

  /** The answer to a call that must succeed. */
  JsonNode call(String method, String path, Map<String, ?> body) {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(text(body))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return parse(answer.body());
  }

  /** Other tests' extractors take any file: in this space they are switched off. */
  void onlyIn(String space, List<String> names) {
    for (JsonNode extractor : read("v1/extractors").path("extractors")) {
      String name = extractor.path("name").asText();
      if (!names.contains(name)) {
        call(
            "PATCH",
            "v1/extractors/" + encoded(name) + "/settings",
            Map.of("spaces", Map.of(space, false)));
      }
    }
  }

  /** The answer to a GET that must be a 200. */
  JsonNode read(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return parse(answer.body());
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    return key.isEmpty() ? request : request.header("X-API-KEY", key);
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
