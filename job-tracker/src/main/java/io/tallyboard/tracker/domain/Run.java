package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.FoldMemory.RunMemory;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Span;
import org.jspecify.annotations.Nullable;

/** The latest attempt of a job, while updates come. */
final class Run {
  private final int number;
  private final Cause cause;
  private final Mark begin;
  private final boolean started;
  private AttemptState state = AttemptState.RUNNING;
  private boolean alive;
  private @Nullable Mark end;
  private @Nullable String message;

  /**
   * Begins.
   *
   * @param begin its start, or where it never said that it started, the first that was heard of it
   */
  Run(int number, Cause cause, Mark begin, boolean started) {
    this.number = number;
    this.cause = cause;
    this.begin = begin;
    this.started = started;
  }

  static Run of(RunMemory memory) {
    Run run = new Run(memory.number(), memory.cause(), memory.begin(), memory.started());
    run.state = memory.state();
    run.alive = memory.alive();
    run.end = memory.end();
    run.message = memory.message();
    return run;
  }

  RunMemory toMemory() {
    return new RunMemory(number, cause, state, begin, started, alive, end, message);
  }

  int number() {
    return number;
  }

  Mark begin() {
    return begin;
  }

  boolean started() {
    return started;
  }

  AttemptState state() {
    return state;
  }

  @Nullable Mark end() {
    return end;
  }

  boolean open() {
    return state == AttemptState.RUNNING;
  }

  void heard() {
    alive = true;
    state = AttemptState.RUNNING;
    end = null;
    message = null;
  }

  void close(Mark mark, AttemptState outcome, @Nullable String text) {
    state = outcome;
    end = mark;
    message = text;
  }

  JobState jobState() {
    return switch (state) {
      case RUNNING -> alive ? JobState.PROCESSING : JobState.STARTED;
      case SUCCEEDED -> JobState.SUCCEEDED;
      case SKIPPED -> JobState.SKIPPED;
      case ERROR -> JobState.ERROR;
      case RETRIED, INTERRUPTED -> JobState.RESUBMITTED;
      case CANCELLED -> JobState.CANCELLED;
      case LOST -> JobState.LOST;
    };
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
        started ? moments.after(begin) : null,
        last == null ? null : moments.of(last),
        last == null ? null : moments.after(last),
        running(moments),
        message);
  }
}
