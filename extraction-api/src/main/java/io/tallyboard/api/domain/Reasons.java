package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission waits, from what is known of its queue at this moment.
 *
 * @param queue empty where the broker did not tell
 * @param pausedSince empty where its extractor is not paused
 */
public record Reasons(
    Optional<QueueState> queue, QueueNotes notes, Optional<Instant> pausedSince, Instant now) {

  /**
   * Empty where it does not wait.
   *
   * @param behind how many go before it; null where nobody counted
   */
  public Optional<Wait> of(Submission s, @Nullable Long behind) {
    return switch (s.state()) {
      case CANCELLED -> Optional.empty();
      case ACCEPTED, ANNOUNCED -> Optional.of(wait(s, waiting(s, behind)));
      case DISPATCHED -> Optional.of(wait(s, broker(s, behind)));
    };
  }

  private Waiting waiting(Submission s, @Nullable Long behind) {
    Waiting last = s.waiting();
    if (last != null && last.reason() == WaitReason.NO_BROKER) {
      return last;
    }
    if (pausedSince.isPresent()) {
      return Waiting.of(WaitReason.PAUSED, later(s, pausedSince.get()));
    }
    return queue.isEmpty() && last != null ? last : broker(s, behind);
  }

  private Waiting broker(Submission s, @Nullable Long behind) {
    if (queue.isPresent() && !queue.get().exists()) {
      return Waiting.of(WaitReason.NO_QUEUE, later(s, notes.missingSince().orElse(now)));
    }
    if (queue.isPresent() && queue.get().consumers() == 0) {
      return Waiting.of(WaitReason.NO_CONSUMER, later(s, notes.idleSince().orElse(now)));
    }
    return new Waiting(WaitReason.BEHIND, behind, s.createdAt());
  }

  private static Instant later(Submission s, Instant since) {
    return since.isAfter(s.createdAt()) ? since : s.createdAt();
  }

  private Wait wait(Submission s, Waiting why) {
    Optional<Wait.Estimate> estimate =
        why.reason() == WaitReason.BEHIND && why.behind() != null
            ? notes.rate().estimate(why.behind(), now)
            : Optional.empty();
    boolean sent = s.state() == SubmissionState.DISPATCHED;
    String text = WaitSentence.of(why, s.queue(), s.doubtful(), sent);
    String pace = estimate.map(e -> " " + WaitSentence.estimate(e, now)).orElse("");
    return new Wait(
        why.reason(),
        why.behind(),
        why.since(),
        Duration.between(s.createdAt(), later(s, now)),
        text + pace,
        estimate,
        sent && why.reason() == WaitReason.BEHIND);
  }
}
