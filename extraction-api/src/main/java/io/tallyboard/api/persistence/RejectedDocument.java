package io.tallyboard.api.persistence;

import com.mongodb.client.model.Projections;
import io.tallyboard.api.domain.RejectedCard;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A rejected message as lists read it: without its body, which may be large. */
public record RejectedDocument(
    @BsonId String id,
    String queue,
    @Nullable String origin,
    String reason,
    String detail,
    long length,
    String digest,
    Instant receivedAt,
    @Nullable Instant replayedAt,
    @Nullable String replayedBy,
    @Nullable String replayedAs,
    @Nullable Instant replayTriedAt,
    @Nullable String replayFailure) {

  static final Bson FIELDS = Projections.exclude("body", "seq", "batchStart", "notBefore");

  RejectedCard toCard() {
    return new RejectedCard(
        id,
        queue,
        origin,
        reason,
        detail,
        length,
        digest,
        receivedAt,
        replayedAt,
        replayedBy,
        replayedAs,
        replayTriedAt,
        replayFailure);
  }
}
