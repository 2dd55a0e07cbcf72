package io.tallyboard.tracker.domain;

import io.tallyboard.contract.Redactor;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.tracker.domain.Past.Mapped;
import io.tallyboard.tracker.domain.Past.Why;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An extraction in the making, from another system's history: within limits, its secrets out. */
final class Imported {
  private final String queue;
  private final String id;
  private Source source = Source.EXTRACTOR;
  private @Nullable String jobId;
  private @Nullable ResourceRef resource;
  private @Nullable String extractor;
  private Event event = Event.PROGRESS;
  private @Nullable String status;
  private @Nullable String message;
  private @Nullable Instant at;
  private @Nullable Request request;
  private @Nullable String controlId;

  Imported(String source, String id) {
    this.queue = queue(source);
    this.id = queue + ":" + id;
  }

  /** The log that a source's history stands in. */
  static String queue(String source) {
    return Limits.IMPORTED + source;
  }

  Imported of(@Nullable String job, @Nullable ResourceRef worksOn, @Nullable String extractorName) {
    jobId = job;
    resource = worksOn;
    extractor = extractorName;
    return this;
  }

  Imported says(Event what, @Nullable String word, @Nullable String text, @Nullable Instant when) {
    event = what;
    status = stored(word);
    message = stored(text);
    at = when;
    return this;
  }

  Imported bySystem() {
    source = Source.API;
    return this;
  }

  Imported asked(@Nullable Request by) {
    request = by;
    return this;
  }

  Imported counted(String once) {
    controlId = once;
    return this;
  }

  Mapped at(String document, Optional<ObjectIdTime> time) {
    return time.<Mapped>map(t -> at(document, t.seq(), t.latest(), t.earliest()))
        .orElseGet(() -> new Mapped.Skipped(document, Why.NO_OBJECT_ID));
  }

  Mapped at(String document, long seq, Instant receivedAt, Instant notBefore) {
    ResourceRef worksOn = resource;
    if (jobId == null && (worksOn == null || extractor == null)) {
      return new Mapped.Skipped(document, Why.NO_IDENTITY);
    }
    if (tooLong(jobId, Limits.JOB_ID)
        || tooLong(extractor, Limits.EXTRACTOR)
        || (worksOn != null && tooLong(worksOn.id(), ResourceRef.MAX_ID))) {
      return new Mapped.Skipped(document, Why.ID_TOO_LONG);
    }
    String key =
        jobId != null
            ? jobId
            : Extraction.laneKey(
                Objects.requireNonNull(worksOn, "resource").id(),
                Objects.requireNonNull(extractor, "extractor"));
    return new Mapped.Taken(
        document,
        new Extraction(
            id,
            queue,
            seq,
            source,
            key,
            jobId,
            worksOn,
            extractor,
            event,
            status,
            message,
            at == null ? null : at.toString(),
            at,
            receivedAt,
            notBefore,
            controlId,
            request,
            null,
            null,
            digest(id + "\n" + event + "\n" + status + "\n" + message + "\n" + at),
            false));
  }

  private static boolean tooLong(@Nullable String text, int limit) {
    return text != null && text.length() > limit;
  }

  static @Nullable String stored(@Nullable String text) {
    return Redactor.redactNullable(Limits.cut(text, Limits.LOG_TEXT));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
