package io.tallyboard.local.extractor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A job message, read as pyclowder reads it: what is missing is empty, what is unknown is kept for the
 * next try.
 *
 * @param body the whole message, which a retry sends again
 */
public record Job(ObjectNode body) {

  /** With a slash at its end; empty if the message names none. */
  String host() {
    String host = text("host");
    return host.isEmpty() || host.endsWith("/") ? host : host + "/";
  }

  String secretKey() {
    return text("secretKey");
  }

  public String fileId() {
    return text("id");
  }

  /** What to download, where that is not the file itself. */
  String intermediateId() {
    String id = text("intermediateId");
    return id.isEmpty() ? fileId() : id;
  }

  public String fileName() {
    return text("filename");
  }

  /** Empty if unknown. */
  public String mimeType() {
    return body.path("source").path("mimeType").asText("");
  }

  /** {@code jobid} wins over {@code job_id}; null if the message has neither. */
  @Nullable String jobId() {
    JsonNode id = body.has("jobid") ? body.get("jobid") : body.get("job_id");
    return id == null || id.isNull() ? null : id.asText();
  }

  int retryCount() {
    return body.path("retry_count").asInt(0);
  }

  /** A parameter as text; empty if not given. */
  public String parameter(String name) {
    return body.path("parameters").path(name).asText("");
  }

  /** A dataset job sent by hand: its dataset is named twice. */
  boolean onDataset() {
    return !fileId().isEmpty() && fileId().equals(text("datasetId"));
  }

  ObjectNode again(int retryCount) {
    return body.deepCopy().put("retry_count", retryCount);
  }

  private String text(String field) {
    JsonNode value = body.path(field);
    return value.isNull() ? "" : value.asText("");
  }

  /** Without the body, which holds a key. */
  @Override
  public String toString() {
    return "Job[" + jobId() + " on file " + fileId() + "]";
  }
}
