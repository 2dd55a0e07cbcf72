package io.tallyboard.tracker.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.Rejection;
import io.tallyboard.contract.wire.Replay;
import io.tallyboard.tracker.domain.ClaimedTime;
import io.tallyboard.tracker.domain.Decoded;
import io.tallyboard.tracker.domain.Decoded.HandedIn;
import io.tallyboard.tracker.domain.Decoded.Reason;
import io.tallyboard.tracker.domain.Decoded.Refused;
import io.tallyboard.tracker.domain.Decoded.Replayed;
import io.tallyboard.tracker.domain.Decoded.Update;
import io.tallyboard.tracker.domain.Limits;
import io.tallyboard.tracker.domain.StatusWords;
import io.tallyboard.tracker.domain.Texts;
import io.tallyboard.tracker.ingest.Ingestion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an update of whatever an extractor sent, as far as it can be used: unknown fields, unknown
 * words and unreadable times cost no update; numbers where texts are due are taken as texts.
 */
@ApplicationScoped
class UpdateDecoder implements Ingestion.Decoder {

  private static final Pattern REASON = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  /** A mapper of our own: what the wire may hold is no matter of the REST API's settings. */
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final ObjectReader controls = mapper.readerFor(ControlUpdate.class);
  private final ObjectReader replays = mapper.readerFor(Replay.class);
  private final ObjectReader rejections = mapper.readerFor(Rejection.class);

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
    try (JsonParser in = mapper.getFactory().createParser(body)) {
      StatusFields fields = StatusFields.read(in);
      if (fields == null) {
        return new Refused(Reason.NOT_AN_OBJECT, "The message is JSON, but not an object.");
      }
      String other = fields.other();
      return other == null ? status(fields) : ours(other, body);
    } catch (IOException e) {
      return new Refused(Reason.NOT_JSON, "The message is not JSON.");
    }
  }

  /** What our own services send. */
  private Decoded ours(String what, byte[] body) {
    return switch (what) {
      case "control" -> control(body);
      case "rejected" -> handedIn(body);
      default -> replayed(body);
    };
  }

  private static Decoded status(StatusFields fields) {
    String wrong = fields.wrongType();
    if (wrong != null) {
      return new Refused(
          Reason.WRONG_TYPE, "The field %s is neither a text nor a number.".formatted(wrong));
    }
    String jobId = Texts.wellFormed(fields.id("job_id"));
    String resource = Texts.wellFormed(fields.id("file_id"));
    String extractor = Texts.wellFormed(fields.id("extractor_id"));
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
    String claimed = safe(fields.text("start"), 64);
    String status = fields.text("status");
    StatusWords words =
        StatusWords.read(fields.text("message_type"), status, fields.text("message"));
    return new Update(
        Source.EXTRACTOR,
        jobId,
        resource == null ? null : ResourceRef.unknown(resource),
        extractor,
        words.event(),
        stored(head(status)),
        stored(words.message()),
        Texts.wellFormed(claimed),
        claimed == null ? null : ClaimedTime.parse(claimed).orElse(null),
        null,
        null,
        null);
  }

  private Decoded control(byte[] body) {
    try {
      ControlUpdate c = controls.readValue(body);
      if (c.control() == null || c.controlId() == null || c.jobId() == null || c.source() == null) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The control update lacks a field.");
      }
      return new Update(
          c.source(),
          c.jobId(),
          c.resource(),
          c.extractor(),
          c.control(),
          safe(Texts.wellFormed(c.status()), 64),
          stored(c.message()),
          c.at() == null ? null : c.at().toString(),
          c.at(),
          c.controlId(),
          c.request(),
          c.refersTo());
    } catch (IOException | IllegalArgumentException e) {
      return new Refused(Reason.BAD_CONTROL_UPDATE, "The control update cannot be read.");
    }
  }

  private Decoded handedIn(byte[] body) {
    try {
      Rejection r = rejections.readValue(body);
      if (r.rejected() == null || r.reason() == null || r.detail() == null || r.body() == null) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The rejection lacks a field.");
      }
      // It is counted by: what is no word of a service of ours would make a meter of its own.
      if (!REASON.matcher(r.reason()).matches()) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The rejection's reason is no word.");
      }
      return new HandedIn(r.rejected(), r.reason(), r.detail(), r.body());
    } catch (IOException | IllegalArgumentException e) {
      return new Refused(Reason.BAD_CONTROL_UPDATE, "The rejection cannot be read.");
    }
  }

  private Decoded replayed(byte[] body) {
    try {
      Replay r = replays.readValue(body);
      if (r.replay() == null || r.controlId() == null) {
        return new Refused(Reason.BAD_CONTROL_UPDATE, "The replay lacks a field.");
      }
      return new Replayed(r.replay(), r.controlId(), r.by() == null ? "" : r.by());
    } catch (IOException | IllegalArgumentException e) {
      return new Refused(Reason.BAD_CONTROL_UPDATE, "The replay cannot be read.");
    }
  }

  /** The status word without its text, which is kept as the message; the whole, if it is all text. */
  private static @Nullable String head(@Nullable String status) {
    int colon = status == null ? -1 : status.indexOf(": ");
    return colon < 0 || status == null ? status : status.substring(0, colon);
  }

  private static @Nullable String stored(@Nullable String text) {
    return safe(Texts.wellFormed(Limits.cut(text, Limits.LOG_TEXT)), Limits.LOG_TEXT);
  }

  /** Cut before, so that little is looked through, and after, since what hides may be longer. */
  private static @Nullable String safe(@Nullable String text, int limit) {
    return Limits.cut(Redactor.redactNullable(Limits.cut(text, limit)), limit);
  }

  private static boolean tooLong(@Nullable String id, int limit) {
    return id != null && id.length() > limit;
  }
}
