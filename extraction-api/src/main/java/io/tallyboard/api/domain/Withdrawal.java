package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Submission;
import java.util.Optional;

/**
 * What came of taking a submission back.
 *
 * @param submission as it is now; empty where there is none
 */
public record Withdrawal(Grip grip, Optional<Submission> submission) {

  /** How firmly it was still held here. */
  public enum Grip {
    /** It was never sent, and never will be. */
    EXACT,
    /** It is not sent any more; but of an earlier try nobody knows whether its message got out. */
    MAYBE_SENT,
    /** Its message is in the extractor's queue or was taken from it: nothing was changed. */
    SENT,
    /** It is being sent this very moment: nothing was changed; ask again in a second. */
    BEING_SENT,
    /** It was not submitted here. */
    UNKNOWN
  }

  /** Of one that is cancelled. */
  public static Withdrawal of(Submission cancelled) {
    return new Withdrawal(
        cancelled.doubtful() ? Grip.MAYBE_SENT : Grip.EXACT, Optional.of(cancelled));
  }
}
