package io.tallyboard.api.domain;

import java.util.Optional;

/** What cancelling a job can do, by where the job is. */
public enum CancelEffect {
  /** It was still ours: it is not sent. */
  EXACT("It had not been sent to its extractor: it will not run."),
  /** It was sent, and works on what we serve. */
  AT_FETCH(
      "It was sent to its extractor already. Its key is revoked, so that its run is refused at its"
          + " next call to the board; what that run still reports is kept without effect."),
  /** Another system sent it, and serves it. */
  MARKED_ONLY(
      "Another system sent it, and it fetches nothing from this board: it is marked as cancelled"
          + " here, and may still run.");

  private final String told;

  CancelEffect(String told) {
    this.told = told;
  }

  /** What was done, in words. */
  public String told() {
    return told;
  }

  /** What an operator can do beyond that, in a sentence. */
  public Optional<String> remedy(String extractor) {
    return switch (this) {
      case EXACT, AT_FETCH -> Optional.empty();
      case MARKED_ONLY ->
          Optional.of(
              "To stop the run itself, stop the extractor \"%s\", or take the job's message out of its queue"
                      .formatted(extractor)
                  + " on the broker before a run begins.");
    };
  }
}
