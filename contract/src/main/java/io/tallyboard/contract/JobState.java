package io.tallyboard.contract;

/**
 * Where a job stands. The first seven are Clowder v2's, SUBMITTED being its CREATED; the other two
 * are ours.
 *
 * <pre>
 * SUBMITTED ──► STARTED ──► PROCESSING ──► SUCCEEDED | SKIPPED | ERROR
 *                  ▲             │     ──► CANCELLED | LOST
 *                  └─ RESUBMITTED ◄┘  (retried by the extractor, or replayed by a person)
 * </pre>
 */
public enum JobState {
  SUBMITTED,
  STARTED,
  PROCESSING,
  RESUBMITTED,
  SUCCEEDED,
  SKIPPED,
  ERROR,
  CANCELLED,
  LOST;

  /** Nothing more is expected; a later attempt may still open (a redelivery, a replay). */
  public boolean finished() {
    return switch (this) {
      case SUCCEEDED, SKIPPED, ERROR, CANCELLED, LOST -> true;
      case SUBMITTED, STARTED, PROCESSING, RESUBMITTED -> false;
    };
  }

  /** An extractor is at work on it. */
  public boolean running() {
    return this == STARTED || this == PROCESSING;
  }
}
