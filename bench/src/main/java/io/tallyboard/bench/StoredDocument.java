package io.tallyboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The document of an extraction as job-tracker stores it, made by hand from a message's body: the
 * floor stores the same. The report shows the mean size of both, which tells when this one is behind.
 */
final class StoredDocument {
  private static final Map<String, String> EVENTS =
      Map.of(
          "StatusMessage.start", "STARTED",
          "StatusMessage.processing", "PROGRESS",
          "StatusMessage.done", "SUCCEEDED",
          "StatusMessage.retry", "RETRIED",
          "StatusMessage.error", "ERROR");

  private final ObjectMapper mapper = new ObjectMapper();

  Document of(String queue, long seq, byte[] body, Instant receivedAt, boolean batchStart)
      throws IOException {
    JsonNode json = mapper.readTree(body);
    Document document = new Document("_id", queue + ":" + seq);
    document.append("queue", queue).append("seq", seq);
    if (json.has("control")) {
      control(document, json);
    } else {
      status(document, json);
    }
    return document
        .append("receivedAt", Date.from(receivedAt))
        .append("digest", sha256(body))
        .append("batchStart", batchStart);
  }

  private static void status(Document document, JsonNode json) {
    String type = json.path("message_type").asText();
    String job = json.path("job_id").asText();
    String claimed = json.path("start").asText();
    document
        .append("source", "EXTRACTOR")
        .append("key", job)
        .append("jobId", job)
        .append("resource", resource("unknown", json.path("file_id").asText()))
        .append("extractor", json.path("extractor_id").asText())
        .append("event", EVENTS.get(type))
        .append("status", type)
        .append("message", json.path("message").asText())
        .append("claimedAt", claimed)
        .append("at", Date.from(OffsetDateTime.parse(claimed).toInstant()));
  }

  private static void control(Document document, JsonNode json) {
    JsonNode request = json.path("request");
    JsonNode user = request.path("user");
    String job = json.path("job_id").asText();
    String at = json.path("at").asText();
    document
        .append("source", json.path("source").asText())
        .append("key", job)
        .append("jobId", job)
        .append(
            "resource",
            resource(
                json.path("resource").path("type").asText(),
                json.path("resource").path("id").asText()))
        .append("extractor", json.path("extractor").asText())
        .append("event", json.path("control").asText())
        .append("claimedAt", at)
        .append("at", Date.from(Instant.parse(at)))
        .append("controlId", json.path("control_id").asText())
        .append(
            "request",
            new Document(
                    "user", new Document("id", text(user, "id")).append("name", text(user, "name")))
                .append("how", text(request, "how"))
                .append("resourceName", text(request, "resourceName"))
                .append("parameters", text(request, "parameters")));
  }

  private static Document resource(String type, String id) {
    return new Document("type", type).append("id", id);
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null ? null : value.asText();
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
