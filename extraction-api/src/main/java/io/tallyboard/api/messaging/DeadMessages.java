package io.tallyboard.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP;
import io.tallyboard.api.domain.DeadMessage;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.contract.Redactor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads job messages that came back, without what must not be kept; and writes them once more. */
@ApplicationScoped
class DeadMessages {
  private static final String KEY = "secretKey";

  private final ObjectMapper json;

  DeadMessages(ObjectMapper json) {
    this.json = json;
  }

  /** Whatever it is: what is no job message is kept as a text. */
  DeadMessage read(byte[] body, AMQP.BasicProperties properties) {
    if (body.length <= ErrorMessage.KEPT_BYTES) {
      try {
        if (json.readTree(body) instanceof ObjectNode message) {
          return read(message, body, properties);
        }
      } catch (IOException e) {
        // Then it is a text.
      }
    }
    byte[] kept = Arrays.copyOf(body, Math.min(body.length, ErrorMessage.KEPT_BYTES));
    String text = new String(kept, StandardCharsets.UTF_8);
    String redacted = Redactor.redact(text);
    return new DeadMessage(
        digest(body),
        null,
        null,
        redacted,
        !redacted.equals(text),
        body.length,
        properties.getReplyTo(),
        properties.getCorrelationId());
  }

  private DeadMessage read(ObjectNode message, byte[] body, AMQP.BasicProperties properties)
      throws JsonProcessingException {
    JsonNode key = message.remove(KEY);
    JsonNode masked = Masking.mask("", message);
    return new DeadMessage(
        digest(body),
        jobId(message),
        key != null && key.isTextual() ? new Secret(key.asText()).hash() : null,
        json.writeValueAsString(masked),
        !masked.equals(message),
        body.length,
        properties.getReplyTo(),
        properties.getCorrelationId());
  }

  /** The older spelling wins, as in pyclowder. */
  private static @Nullable String jobId(ObjectNode message) {
    JsonNode id = message.has("jobid") ? message.get("jobid") : message.get("job_id");
    String text = id == null || id.isNull() ? "" : id.asText();
    return text.isEmpty() ? null : text;
  }

  /** As its first try, with a key of the system that serves it. */
  byte[] again(ErrorMessage message, Secret key) throws IOException {
    if (!(json.readTree(message.body()) instanceof ObjectNode again)) {
      throw new IOException("it is no job message");
    }
    again.put(KEY, key.text());
    again.put("retry_count", 0);
    return json.writeValueAsBytes(again);
  }

  private static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
