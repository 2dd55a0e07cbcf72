package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Span;
import org.jspecify.annotations.Nullable;

/** One attempt while a {@link Timeline} is derived. */
final class Run {
  final int number;
  final Cause cause;

  /** Its start, or where it never said that it started, the first that was heard of it. */
  final Mark begin;

  final boolean started;
  AttemptState state = AttemptState.RUNNING;

  /** Whether it said anything since its start. */
  boolean alive;

  @Nullable Mark end;

  Run(int number, Cause cause, Mark begin, boolean started) {
    this.number = number;
    this.cause = cause;
    this.begin = begin;
    this.started = started;
  }

  boolean open() {
    return state == AttemptState.RUNNING;
  }

  void heard(Mark mark) {
    alive = true;
    if (state == AttemptState.LOST) {
      state = AttemptState.RUNNING;
      end = null;
    }
  }

  void close(Mark mark, AttemptState outcome) {
    state = outcome;
    end = mark;
  }

  /** Null where start or end were never told, or where its end is only another's beginning. */
  @Nullable Span running(Moments moments) {
    boolean told =
        switch (state) {
          case SUCCEEDED, SKIPPED, ERROR, RETRIED -> started;
          case RUNNING, INTERRUPTED, CANCELLED, LOST -> false;
        };
    return told && end != null ? moments.running(begin, end) : null;
  }

  Attempt toAttempt(Moments moments) {
    Mark last = end;
    return new Attempt(
        number,
        cause,
        state,
        started ? moments.of(begin) : null,
        last == null ? null : moments.of(last),
        running(moments),
        last == null || state == AttemptState.INTERRUPTED ? null : last.message());
  }
}
