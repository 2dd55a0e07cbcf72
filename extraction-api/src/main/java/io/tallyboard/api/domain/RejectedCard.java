package io.tallyboard.api.domain;

import io.tallyboard.contract.store.RejectedUpdate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rejected message without its body; see {@link RejectedUpdate}. */
public record RejectedCard(
    String id,
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

  public static RejectedCard of(RejectedUpdate u) {
    return new RejectedCard(
        u.id(),
        u.queue(),
        u.origin(),
        u.reason(),
        u.detail(),
        u.length(),
        u.digest(),
        u.receivedAt(),
        u.replayedAt(),
        u.replayedBy(),
        u.replayedAs(),
        u.replayTriedAt(),
        u.replayFailure());
  }

  public PagePoint point() {
    return new PagePoint(receivedAt, id);
  }

  /** Whether all of its body is kept. */
  public boolean whole() {
    return length <= RejectedUpdate.KEPT_BYTES;
  }

  /** Why it cannot be taken once more, in a sentence; empty where it can. */
  public Optional<String> notReplayable() {
    if (replayedAs != null) {
      return Optional.of("It was replayed already, as %s.".formatted(replayedAs));
    }
    if (origin != null) {
      return Optional.of(
          "It is no update of a job: another service handed it in, from %s.".formatted(origin));
    }
    if (reason.equals(RejectedUpdate.REPLAY_FAILED)) {
      return Optional.of("It only asked for a replay: replay the message that it names.");
    }
    return whole()
        ? Optional.empty()
        : Optional.of(
            "It is not whole: of its %d bytes the first %d are kept."
                .formatted(length, RejectedUpdate.KEPT_BYTES));
  }
}
