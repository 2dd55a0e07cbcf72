package io.tallyboard.tracker.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.tracker.domain.ClaimedTime;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Decoded.HandedIn;
import io.tallyboard.tracker.domain.Decoded.Reason;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Limits;
import io.tallyboard.tracker.domain.Redactor;
import io.tallyboard.tracker.domain.StatusWords;
import io.tallyboard.tracker.ingest.Ingestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an update of whatever an extractor sent, as far as it can be used: unknown fields, unknown
 * words and unreadable times cost no update; numbers where texts are due are taken as texts.
 */
@ApplicationScoped
class UpdateDecoder implements Ingestion.Decoder {

  /** A mapper of our own: what the wire may hold is no matter of the REST API's settings. */
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  UpdateDecoder() {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(200)
                .maxStringLength(Limits.BODY_BYTES)
                .build());
  }

  @Override
  public Decoded decode(byte[] body, long length) {
    if (length > Limits.BODY_BYTES) {
      return new Refused(
          Reason.TOO_LARGE,
          "The message has %d bytes; the limit is %d.".formatted(length, Limits.BODY_BYTES));
    }
    JsonNode json;
    try {
      json = mapper.readTree(body);
    } catch (IOException e) {
      return new Refused(Reason.NOT_JSON, "The message is not JSON.");
    }
    if (!json.isObject()) {
      return new Refused(Reason.NOT_AN_OBJECT, "The message is JSON, but not an object.");
    }
    if (json.has("control")) {
      return control(json);
    }
    if (json.has("rejected")) {
      return handedIn(json);
    }
    try {
      return status(json);
    } catch (WrongType e) {
      return new Refused(
          Reason.WRONG_TYPE, "The field %s is neither a text nor a number.".formatted(e.field));
    }
  }

  private static Decoded status(JsonNode json) throws WrongType {
    String jobId = text(json, "job_id");
    String resource = text(json, "file_id");
    String extractor = text(json, "extractor_id");
    if (jobId == null && (resource == null || extractor == null)) {
      return new Refused(
          Reason.NO_IDENTITY,
          "The update names no job_id, and not both a file_id and an extractor_id.");
    }
    if (tooLong(jobId, Limits.JOB_ID)
        || tooLong(resource, ResourceRef.MAX_ID)
        || tooLong(extractor, Limits.EXTRACTOR)) {
      return new Refused(Reason.ID_TOO_LONG, "An id in the update is too long.");
    }
    String claimed = Limits.cut(text(json, "start"), 64);
    String status = text(json, "status");
    StatusWords words = StatusWords.read(text(json, "message_type"), status, text(json, "message"));
    return new Update(
        Source.EXTRACTOR,
        jobId,
        resource == null ? null : ResourceRef.unknown(resource),
        extractor,
        words.event(),
        stored(head(status)),
        stored(words.message()),
        claimed,
        claimed == null ? null : ClaimedTime.parse(claimed).orElse(null),
        null,
        null);
  }

  private Decoded control(JsonNode json) {
    try {
      ControlUpdate c = mapper.treeToValue(json, ControlUpdate.class);
      if (c.control() == null || c.controlId() == null || c.jobId() == null || c.source() == null) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The control update lacks a field.");
      }
      return new Update(
          c.source(),
          c.jobId(),
          c.resource(),
          c.extractor(),
          c.control(),
          null,
          stored(c.message()),
          c.at() == null ? null : c.at().toString(),
          c.at(),
          c.controlId(),
          c.request());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Refused(Reason.BAD_CONTROL_UPDATE, "The control update cannot be read.");
    }
  }

  private Decoded handedIn(JsonNode json) {
    try {
      Rejection r = mapper.treeToValue(json, Rejection.class);
      if (r.rejected() == null || r.reason() == null || r.detail() == null || r.body() == null) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The rejection lacks a field.");
      }
      return new HandedIn(r.rejected(), r.reason(), r.detail(), r.body());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Refused(Reason.BAD_CONTROL_UPDATE, "The rejection cannot be read.");
    }
  }

  /** The status word without its text, which is kept as the message; the whole, if it is all text. */
  private static @Nullable String head(@Nullable String status) {
    int colon = status == null ? -1 : status.indexOf(": ");
    return colon < 0 || status == null ? status : status.substring(0, colon);
  }

  private static @Nullable String stored(@Nullable String text) {
    return Redactor.redactNullable(Limits.cut(text, Limits.LOG_TEXT));
  }

  private static boolean tooLong(@Nullable String id, int limit) {
    return id != null && id.length() > limit;
  }

  /** The text of a field; numbers and booleans as they were written; null where there is none. */
  private static @Nullable String text(JsonNode json, String field) throws WrongType {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new WrongType(field);
    }
    String text = value.asText();
    boolean id = field.endsWith("_id");
    return id && text.isBlank() ? null : text;
  }

  private static final class WrongType extends Exception {
    private static final long serialVersionUID = 1L;
    final String field;

    WrongType(String field) {
      super(field, null, false, false);
      this.field = field;
    }
  }
}
