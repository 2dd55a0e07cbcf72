package io.tallyboard.contract.store;

/** How far a submission got on its way out. */
public enum SubmissionState {
  /** Durable; nothing sent yet. */
  ACCEPTED,
  /** Its update queue has confirmed {@code submitted}. */
  ANNOUNCED,
  /** The extractor's queue has confirmed the job message. */
  DISPATCHED,
  /** Taken back before it was sent, or before it was sent again: it is not sent any more. */
  CANCELLED
}
