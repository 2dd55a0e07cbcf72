package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** A message of an error queue, as it is stored. */
public record ErrorMessageDocument(
    @BsonId String id,
    String queue,
    String extractor,
    String digest,
    @Nullable String jobId,
    boolean ours,
    @Nullable String body,
    boolean altered,
    long length,
    @Nullable String replyTo,
    @Nullable String correlationId,
    Instant receivedAt,
    @Nullable String reason,
    ErrorMessage.Fate fate,
    @Nullable Instant decidedAt,
    @Nullable UserRef decidedBy,
    @Nullable String note) {

  static ErrorMessageDocument of(ErrorMessage m, String id) {
    return new ErrorMessageDocument(
        id,
        m.queue(),
        m.extractor(),
        m.digest(),
        m.jobId(),
        m.ours(),
        m.body(),
        m.altered(),
        m.length(),
        m.replyTo(),
        m.correlationId(),
        m.receivedAt(),
        m.reason(),
        m.fate(),
        m.decidedAt(),
        m.decidedBy(),
        m.note());
  }

  /** Lists read it without its body, which may be large. */
  ErrorMessage toMessage() {
    return new ErrorMessage(
        id,
        queue,
        extractor,
        digest,
        jobId,
        ours,
        body == null ? "" : body,
        altered,
        length,
        replyTo,
        correlationId,
        receivedAt,
        reason,
        fate,
        decidedAt,
        decidedBy,
        note);
  }
}
