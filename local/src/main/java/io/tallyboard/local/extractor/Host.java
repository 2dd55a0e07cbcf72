package io.tallyboard.local.extractor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The calls that a file extractor makes to the {@code host} of its job, by Clowder's v2 paths. */
final class Host {
  private static final String CONTEXT =
      "https://clowder.ncsa.illinois.edu/contexts/metadata.jsonld";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Its answer is of no use to our extractors, but whether the file is known is. */
  void askForMetadata(Job job) throws IOException, InterruptedException {
    HttpRequest request = request(job, metadataPath(job)).GET().build();
    expectSuccess(request, http.send(request, BodyHandlers.discarding()));
  }

  void download(Job job, Path target) throws IOException, InterruptedException {
    HttpRequest request = request(job, "api/v2/files/" + job.intermediateId()).GET().build();
    expectSuccess(request, http.send(request, BodyHandlers.ofFile(target)));
  }

  void postMetadata(Job job, Description by, Map<String, Object> content)
      throws IOException, InterruptedException {
    Map<String, Object> metadata =
        Map.of(
            "context_url",
            CONTEXT,
            "content",
            content,
            "contents",
            content,
            "listener",
            Map.of("name", by.name(), "version", by.version(), "description", by.description()));
    HttpRequest request =
        request(job, metadataPath(job))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(metadata)))
            .build();
    expectSuccess(request, http.send(request, BodyHandlers.discarding()));
  }

  private static String metadataPath(Job job) {
    return "api/v2/files/" + job.fileId() + "/metadata";
  }

  private static HttpRequest.Builder request(Job job, String path) {
    return HttpRequest.newBuilder(URI.create(job.host() + path))
        .timeout(Duration.ofMinutes(5))
        .header("X-API-KEY", job.secretKey());
  }

  private static void expectSuccess(HttpRequest request, HttpResponse<?> response)
      throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.method() + " " + request.uri() + " was answered with " + response.statusCode());
    }
  }
}
