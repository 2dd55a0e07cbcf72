package io.tallyboard.contract.store;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be used: kept, counted, and in nobody's way.
 *
 * @param id {@code <queue>:<seq>}, or of one rejected elsewhere its own
 * @param origin where it came from first, if another service handed it in
 * @param reason one word, to count by
 * @param detail one sentence, for a person
 * @param body its first MiB as text, redacted
 * @param length of the whole, in bytes
 * @param digest SHA-256 of the whole, in hexadecimal
 * @param batchStart as in {@link Extraction}
 * @param notBefore as in {@link Extraction}
 * @param replayedAt when it was taken once more, and could be used
 * @param replayedBy who asked for that
 * @param replayedAs the id of the extraction that it became
 * @param replayTriedAt when it was taken once more in vain, the last time
 * @param replayFailure why it could not be used then, in one sentence
 */
public record RejectedUpdate(
    @BsonId String id,
    String queue,
    long seq,
    @Nullable String origin,
    String reason,
    String detail,
    String body,
    long length,
    String digest,
    Instant receivedAt,
    boolean batchStart,
    @Nullable Instant notBefore,
    @Nullable Instant replayedAt,
    @Nullable String replayedBy,
    @Nullable String replayedAs,
    @Nullable Instant replayTriedAt,
    @Nullable String replayFailure) {

  /** Of a body, so many bytes are kept. */
  public static final int KEPT_BYTES = 1 << 20;

  /** One that was not replayed yet, and was read as it came. */
  public RejectedUpdate(
      String id,
      String queue,
      long seq,
      @Nullable String origin,
      String reason,
      String detail,
      String body,
      long length,
      String digest,
      Instant receivedAt,
      boolean batchStart) {
    this(
        id,
        queue,
        seq,
        origin,
        reason,
        detail,
        body,
        length,
        digest,
        receivedAt,
        batchStart,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The reason of a replay message whose rejected message still could not be used. */
  public static final String REPLAY_FAILED = "REPLAY_FAILED";
}
