package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.WaitReason;
import io.tallyboard.contract.store.Waiting;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submission's way out. Each step writes a new version, and only if nobody wrote since it was read.
 *
 * <pre>
 * ACCEPTED ──announced──► ANNOUNCED ──keyed──► ANNOUNCED ──dispatched──► DISPATCHED
 *  │    ▲                  │     ▲              │      │                  │
 *  └─unreachable           │     ├─ unroutable ◄┘      └─ unsure: nobody  └─ reopened ──► ANNOUNCED
 *                          │     └──────────────────────── knows, it is sent again
 *                          └─cancelled──► CANCELLED (from ACCEPTED too)
 * </pre>
 *
 * A message is counted before it is sent: a dispatcher that dies leaves behind that one may be under
 * way, and who sends another knows that it is the second.
 */
public final class SubmissionLife {
  private SubmissionLife() {}

  /** The update queue has confirmed that the job was submitted. */
  public static Submission announced(Submission s) {
    require(s, SubmissionState.ACCEPTED);
    return new Step(s, SubmissionState.ANNOUNCED).make();
  }

  /** A message is about to be sent, and counts from here on. */
  public static Submission keyed(Submission s) {
    require(s, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.ANNOUNCED).dispatches(s.dispatches() + 1).make();
  }

  /** Whether a message of it may go out at any moment, for as long as its claim holds. */
  public static boolean sending(Submission s) {
    return s.state() == SubmissionState.ANNOUNCED && s.doubtful() && s.waiting() == null;
  }

  /** The extractor's queue has confirmed the message. */
  public static Submission dispatched(Submission s, Instant at) {
    require(s, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.DISPATCHED).at(at).make();
  }

  /** There is no such queue: nothing was sent. */
  public static Submission unroutable(Submission s, Instant now) {
    require(s, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.ANNOUNCED)
        .waiting(still(s, WaitReason.NO_QUEUE, now))
        .dispatches(s.dispatches() - 1)
        .make();
  }

  /** The broker was away: nothing was sent. */
  public static Submission unsent(Submission s, Instant now) {
    require(s, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.ANNOUNCED)
        .waiting(still(s, WaitReason.NO_BROKER, now))
        .dispatches(s.dispatches() - 1)
        .make();
  }

  /** Somebody is at it: nothing else changes. */
  public static Submission claimed(Submission s) {
    require(s, SubmissionState.ACCEPTED, SubmissionState.ANNOUNCED);
    Waiting waiting = s.waiting();
    Step step = new Step(s, s.state());
    return waiting == null ? step.make() : step.waiting(waiting).make();
  }

  /** The job message may or may not have been sent: it is sent again, under another key. */
  public static Submission unsure(Submission s, Instant now) {
    require(s, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.ANNOUNCED)
        .waiting(still(s, WaitReason.NO_BROKER, now))
        .make();
  }

  /** The update queue could not be told. */
  public static Submission unreachable(Submission s, Instant now) {
    require(s, SubmissionState.ACCEPTED);
    return new Step(s, SubmissionState.ACCEPTED)
        .waiting(still(s, WaitReason.NO_BROKER, now))
        .make();
  }

  /** It is not sent any more. */
  public static Submission cancelled(Submission s) {
    require(s, SubmissionState.ACCEPTED, SubmissionState.ANNOUNCED);
    return new Step(s, SubmissionState.CANCELLED).make();
  }

  /** It is to be sent once more, its messages so far being over. */
  public static Submission reopened(Submission s) {
    require(s, SubmissionState.DISPATCHED);
    return new Step(s, SubmissionState.ANNOUNCED).settled(s.dispatches()).make();
  }

  private static Waiting still(Submission s, WaitReason reason, Instant now) {
    Waiting before = s.waiting();
    return before != null && before.reason() == reason ? before : Waiting.of(reason, now);
  }

  private static void require(Submission s, SubmissionState... states) {
    if (!Set.of(states).contains(s.state())) {
      throw new IllegalStateException(s.jobId() + " is " + s.state());
    }
  }

  /** The next version: what is not said stays, but for the reason to wait. */
  private static final class Step {
    private final Submission before;
    private final SubmissionState state;
    private @Nullable Waiting waiting;
    private @Nullable Instant at;
    private int dispatches;
    private int settled;

    Step(Submission before, SubmissionState state) {
      this.before = before;
      this.state = state;
      this.dispatches = before.dispatches();
      this.settled = before.settled();
    }

    Step waiting(Waiting why) {
      waiting = why;
      return this;
    }

    Step at(Instant moment) {
      at = moment;
      return this;
    }

    Step dispatches(int count) {
      dispatches = count;
      return this;
    }

    Step settled(int count) {
      settled = count;
      return this;
    }

    Submission make() {
      return new Submission(
          before.jobId(),
          before.resource(),
          before.mimeType(),
          before.size(),
          before.extractor(),
          before.queue(),
          before.request(),
          before.updateQueue(),
          state,
          before.priority(),
          waiting,
          before.createdAt(),
          at,
          dispatches,
          settled,
          before.version() + 1);
    }
  }
}
