package io.tallyboard.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.local.client.Views.EventView;
import io.tallyboard.local.client.Views.EventsView;
import io.tallyboard.local.client.Views.ExtractorView;
import io.tallyboard.local.client.Views.ExtractorsView;
import io.tallyboard.local.client.Views.FileView;
import io.tallyboard.local.client.Views.JobView;
import io.tallyboard.local.client.Views.KeyView;
import io.tallyboard.local.client.Views.ProblemView;
import io.tallyboard.local.files.FileType;
import io.tallyboard.local.process.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The board's REST API, called as anyone would call it. */
public final class Board {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final URI url;
  private final String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * Sends nothing yet.
   *
   * @param url with a slash at its end
   */
  public Board(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  /** The same board, as another user of it sees it: with a key made for that one. */
  public Board as(String id, String name) throws Trouble, InterruptedException {
    Map<String, Object> body = Map.of("user", Map.of("id", id, "name", name), "role", "submitter");
    return new Board(url, send(post("v1/keys", body), KeyView.class).key());
  }

  /**
   * Sends a file.
   *
   * @param dataset that it is put into; empty for none
   */
  FileView upload(Path file, String dataset) throws Trouble, InterruptedException {
    try {
      String name = String.valueOf(file.getFileName());
      String into = dataset.isEmpty() ? "" : "&dataset=" + encode(dataset);
      HttpRequest request =
          request("v1/files?name=" + encode(name) + into)
              .timeout(Duration.ofMinutes(30))
              .header("Content-Type", FileType.of(file, name))
              .POST(BodyPublishers.ofFile(file))
              .build();
      return send(request, FileView.class);
    } catch (IOException e) {
      throw new Trouble("The file " + file + " cannot be read.", e);
    }
  }

  JobView submit(String fileId, String extractor, Map<String, Object> parameters)
      throws Trouble, InterruptedException {
    Map<String, Object> body =
        Map.of(
            "resource",
            Map.of("type", ResourceRef.FILE, "id", fileId),
            "extractor",
            extractor,
            "parameters",
            parameters);
    return send(post("v1/jobs", body), JobView.class);
  }

  JobView job(String id) throws Trouble, InterruptedException {
    return send(request("v1/jobs/" + encode(id)).build(), JobView.class);
  }

  /** The first thousand, in order. */
  List<EventView> events(String jobId) throws Trouble, InterruptedException {
    return send(
            request("v1/jobs/" + encode(jobId) + "/events?limit=1000").build(), EventsView.class)
        .events();
  }

  List<ExtractorView> extractors() throws Trouble, InterruptedException {
    return send(request("v1/extractors").build(), ExtractorsView.class).extractors();
  }

  private HttpRequest post(String path, Map<String, Object> body) {
    try {
      return request(path)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("a map of texts is JSON", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("X-API-KEY", key);
  }

  private <T> T send(HttpRequest request, Class<T> type) throws Trouble, InterruptedException {
    String what = request.method() + " " + request.uri().getPath();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new Trouble(what + " was refused: " + reason(response));
      }
      return JSON.readValue(response.body(), type);
    } catch (IOException e) {
      throw new Trouble(what + " was not answered: has a service ended?", e);
    }
  }

  private static String reason(HttpResponse<byte[]> response) {
    try {
      ProblemView problem = JSON.readValue(response.body(), ProblemView.class);
      if (problem.detail() != null) {
        return problem.detail();
      }
      if (problem.title() != null) {
        return problem.title();
      }
    } catch (IOException e) {
      // No problem document: the status must do.
    }
    return "status " + response.statusCode();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
