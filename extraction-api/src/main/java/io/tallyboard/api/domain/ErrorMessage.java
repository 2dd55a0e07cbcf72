package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job message that its extractor gave up on, taken from an error queue.
 *
 * @param id of its bytes, and of how often the same bytes came after somebody had decided about them:
 *     the same message taken twice is one
 * @param queue that it was taken from
 * @param jobId null where it names none
 * @param ours whether the board sent it, and so can send it again with another key
 * @param body without its {@code secretKey}, other secrets hidden
 * @param altered whether anything else than the {@code secretKey} was hidden
 * @param length of the whole, in bytes
 * @param replyTo where the extractor reported
 * @param reason the job's last words of its failure, where they were known when it was taken
 * @param decidedAt when it was replayed or dropped
 * @param note why, where nobody asked for it
 */
public record ErrorMessage(
    String id,
    String queue,
    String extractor,
    String digest,
    @Nullable String jobId,
    boolean ours,
    String body,
    boolean altered,
    long length,
    @Nullable String replyTo,
    @Nullable String correlationId,
    Instant receivedAt,
    @Nullable String reason,
    Fate fate,
    @Nullable Instant decidedAt,
    @Nullable UserRef decidedBy,
    @Nullable String note) {

  /** As much of a body is kept. */
  public static final int KEPT_BYTES = 1 << 20;

  /** What became of it. */
  public enum Fate {
    WAITING,
    REPLAYED,
    DROPPED
  }

  public PagePoint point() {
    return new PagePoint(receivedAt, id);
  }

  /** Of the same bytes, the {@code n}-th that came. */
  public static String id(String digest, int n) {
    return n == 1 ? digest : digest + "." + n;
  }

  /** Why it cannot be sent again at all, in a sentence; empty where it can. */
  public Optional<String> notReplayable() {
    if (fate != Fate.WAITING) {
      return Optional.of(fate == Fate.REPLAYED ? "It was replayed already." : "It was dropped.");
    }
    if (ours) {
      return Optional.empty();
    }
    if (length > KEPT_BYTES) {
      return Optional.of(
          "Another system sent it, and it is not whole: of its %d bytes the first %d are kept."
              .formatted(length, KEPT_BYTES));
    }
    return altered
        ? Optional.of(
            "Another system sent it, and more than its key was hidden in it, such as a password"
                + " among its parameters: only that system can send it again.")
        : Optional.empty();
  }

  public ErrorMessage withFate(Fate next, Instant at, @Nullable UserRef by, @Nullable String why) {
    return new ErrorMessage(
        id,
        queue,
        extractor,
        digest,
        jobId,
        ours,
        body,
        altered,
        length,
        replyTo,
        correlationId,
        receivedAt,
        reason,
        next,
        at,
        by,
        why);
  }
}
