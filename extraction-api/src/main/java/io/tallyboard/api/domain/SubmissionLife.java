package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A submission's way out. Each step writes a new version, and only if nobody wrote since it was read.
 *
 * <pre>
 * ACCEPTED ──announced──► ANNOUNCED ──keyed──► ANNOUNCED ──dispatched──► DISPATCHED
 *  │    ▲                  │     ▲              │      │
 *  └─unreachable           └─ unroutable ◄──────┘      └─ unsure: nobody knows, it is sent again
 * </pre>
 */
public final class SubmissionLife {
  private SubmissionLife() {}

  /** The update queue has confirmed that the job was submitted. */
  public static Submission announced(Submission s) {
    require(s, SubmissionState.ACCEPTED);
    return next(s, SubmissionState.ANNOUNCED, null, s.keyHash(), null, s.dispatches());
  }

  /** A key was minted for the message that is about to be sent. */
  public static Submission keyed(Submission s, Secret key) {
    require(s, SubmissionState.ANNOUNCED);
    return next(s, SubmissionState.ANNOUNCED, s.waiting(), key.hash(), null, s.dispatches());
  }

  /** The extractor's queue has confirmed the message. */
  public static Submission dispatched(Submission s, Instant at) {
    require(s, SubmissionState.ANNOUNCED);
    return next(s, SubmissionState.DISPATCHED, null, s.keyHash(), at, s.dispatches() + 1);
  }

  /** There is no such queue: nothing was sent, and the message's key opens nothing any more. */
  public static Submission unroutable(Submission s) {
    require(s, SubmissionState.ANNOUNCED);
    String why =
        "The queue \""
            + s.queue()
            + "\" does not exist on the broker: the extractor has not run there yet."
            + " The job is sent as soon as the queue is there.";
    return next(s, SubmissionState.ANNOUNCED, why, null, null, s.dispatches());
  }

  /** The job message may or may not have been sent: it is sent again, under another key. */
  public static Submission unsure(Submission s) {
    require(s, SubmissionState.ANNOUNCED);
    String why = "The broker did not confirm the job; it is sent again.";
    return next(s, SubmissionState.ANNOUNCED, why, s.keyHash(), null, s.dispatches() + 1);
  }

  /** The update queue could not be told. */
  public static Submission unreachable(Submission s) {
    require(s, SubmissionState.ACCEPTED);
    String why = "The broker does not answer; the job is sent as soon as it does.";
    return next(s, SubmissionState.ACCEPTED, why, s.keyHash(), null, s.dispatches());
  }

  private static void require(Submission s, SubmissionState state) {
    if (s.state() != state) {
      throw new IllegalStateException(s.jobId() + " is " + s.state() + ", not " + state);
    }
  }

  private static Submission next(
      Submission s,
      SubmissionState state,
      @Nullable String waiting,
      @Nullable String keyHash,
      @Nullable Instant dispatchedAt,
      int dispatches) {
    return new Submission(
        s.jobId(),
        s.resource(),
        s.mimeType(),
        s.size(),
        s.extractor(),
        s.queue(),
        s.request(),
        s.updateQueue(),
        state,
        waiting,
        keyHash,
        s.createdAt(),
        dispatchedAt,
        dispatches,
        s.version() + 1);
  }
}
