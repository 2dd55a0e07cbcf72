package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Trouble;
import io.tallyboard.contract.wire.ControlUpdate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's life as its updates come, in their order: what state follows from each, and which attempts
 * it makes. Only the latest attempt can still change.
 *
 * <pre>
 * nothing ──► SUBMITTED ──► an attempt runs ──► it ends: SUCCEEDED | SKIPPED | ERROR | LOST
 *                 │              ▲      │             │
 *                 │              │      └── retried ──┴── a start, or replayed: the next attempt
 *                 └── CANCELLED ◄┴───────── while it waits, runs or is lost; for good
 * </pre>
 *
 * Not safe for use by several threads.
 */
final class Life {
  private final Moments moments;
  private final Attempts attempts;
  private @Nullable Mark submitted;
  private @Nullable Mark first;
  private @Nullable Run run;
  private @Nullable Cause next;
  private int resent;
  private @Nullable Instant startedAt;
  private @Nullable Instant cancelledAt;
  private @Nullable Span waiting;
  private @Nullable Span running;
  private @Nullable Trouble trouble;
  private @Nullable Boolean mayReturn;
  private @Nullable Integer takenBack;
  private @Nullable String addressedBy;

  private Life(Moments moments, Attempts attempts) {
    this.moments = moments;
    this.attempts = attempts;
  }

  /** Goes on with a job's life, or begins one. */
  static Life of(@Nullable Job job, Moments moments) {
    if (job == null) {
      return new Life(moments, Attempts.none());
    }
    FoldMemory memory = job.memory();
    Life life = new Life(moments, Attempts.of(job));
    life.submitted = memory.submitted();
    life.first = memory.first();
    life.run = memory.run() == null ? null : Run.of(memory.run());
    life.next = memory.next();
    life.resent = memory.resent();
    life.startedAt = job.startedAt();
    life.cancelledAt = job.state() == JobState.CANCELLED ? job.finishedAt() : null;
    life.waiting = job.waiting();
    life.running = job.running();
    life.trouble = job.trouble();
    life.mayReturn = job.mayReturn();
    life.takenBack = job.takenBack();
    life.addressedBy = job.addressedBy();
    return life;
  }

  /**
   * The next update happens.
   *
   * @param text of the update, within the record's limit
   */
  void live(Extraction update, @Nullable String text) {
    Mark mark = Mark.of(update);
    switch (update.event()) {
      case SUBMITTED -> submitted = submitted == null ? mark : submitted;
      case STARTED -> start(update, mark);
      case PROGRESS -> breathe(update, mark);
      case SUCCEEDED -> end(update, mark, AttemptState.SUCCEEDED, text);
      case SKIPPED -> end(update, mark, AttemptState.SKIPPED, text);
      case ERROR -> end(update, mark, AttemptState.ERROR, text);
      case RETRIED -> retry(update, mark, text);
      case REPLAYED -> next = cancelled() ? next : Cause.REPLAYED;
      case RESENT -> resent += cancelled() ? 0 : 1;
      case LOST -> lose(update, mark, text);
      case CANCELLED -> cancel(mark, text);
      case STALLED, SUSPECT -> doubt(update.event(), mark, text);
      case LOOPING -> loop(mark, text);
      case ADDRESSED -> addressedBy = addressedBy == null ? update.refersTo() : addressedBy;
      case DROPPED -> {}
    }
    Run current = run;
    if (current != null) {
      attempts.latest(current.toAttempt(moments));
    }
  }

  /** A start opens the next attempt, whatever the last one came to; only a cancelled job stays so. */
  private void start(Extraction update, Mark mark) {
    if (cancelled()) {
      return;
    }
    Run last = run;
    if (last != null && last.open()) {
      last.close(mark, AttemptState.INTERRUPTED, null);
      attempts.latest(last.toAttempt(moments));
    }
    open(update, mark, true);
  }

  private Run open(Extraction update, Mark mark, boolean started) {
    Run opened = new Run(attempts.count() + 1, cause(), mark, started);
    next = null;
    run = opened;
    attempts.open(opened.toAttempt(moments), update.place());
    forget();
    if (first == null) {
      first = mark;
      Mark from = submitted;
      waiting = started && from != null ? moments.waiting(from, mark) : null;
    }
    if (started && startedAt == null) {
      startedAt = moments.of(mark);
    }
    return opened;
  }

  private Cause cause() {
    if (next != null) {
      return next;
    }
    if (attempts.count() == 0) {
      return Cause.FIRST;
    }
    if (resent > 0) {
      resent--;
      return Cause.RESENT;
    }
    return Cause.REDELIVERED;
  }

  /** A sign of life: it takes LOST back; after any other end it comes too late. */
  private void breathe(Extraction update, Mark mark) {
    if (cancelled()) {
      return;
    }
    Run last = run;
    if (last == null) {
      open(update, mark, false).heard();
    } else if (last.open() || last.state() == AttemptState.LOST) {
      takeBack(last);
      last.heard();
    }
  }

  private void end(Extraction update, Mark mark, AttemptState outcome, @Nullable String text) {
    if (cancelled()) {
      return;
    }
    Run last = run;
    if (last != null && (last.open() || last.state() == AttemptState.LOST)) {
      takeBack(last);
      close(last, mark, outcome, text);
    } else if (last == null || startless(last)) {
      close(open(update, mark, false), mark, outcome, text);
    }
  }

  private void close(Run last, Mark mark, AttemptState outcome, @Nullable String text) {
    last.close(mark, outcome, text);
    trouble = outcome == AttemptState.RETRIED && looping() ? trouble : null;
    Span told = last.running(moments);
    running = told == null ? running : told;
  }

  private void retry(Extraction update, Mark mark, @Nullable String text) {
    end(update, mark, AttemptState.RETRIED, text);
    Run last = run;
    if (!cancelled() && last != null && mark.equals(last.end())) {
      next = Cause.RETRY;
    }
  }

  /** An end that says nothing of a start is that of a run of its own, if another was due. */
  private boolean startless(Run last) {
    return last.state() == AttemptState.RETRIED || next == Cause.REPLAYED;
  }

  private void lose(Extraction update, Mark mark, @Nullable String text) {
    Run last = run;
    if (last != null && last.open()) {
      last.close(mark, AttemptState.LOST, text);
      trouble = null;
      mayReturn = ControlUpdate.MAY_RETURN.equals(update.status());
    }
  }

  /** What has ended cannot be cancelled; what waits, runs or is lost can, and stays so. */
  private void cancel(Mark mark, @Nullable String text) {
    Run last = run;
    boolean over =
        last != null && !last.open() && last.state() != AttemptState.LOST && next == null;
    if (cancelled() || over) {
      return;
    }
    if (last != null && last.open()) {
      last.close(mark, AttemptState.CANCELLED, text);
    }
    cancelledAt = moments.of(mark);
    trouble = null;
  }

  /** A loop says more than a doubt does. */
  private void doubt(Event kind, Mark mark, @Nullable String evidence) {
    Run last = run;
    if (last != null && last.open() && !looping()) {
      trouble = new Trouble(kind, moments.of(mark), evidence);
    }
  }

  /** Whatever it does next is more of the same, until it ends. */
  private void loop(Mark mark, @Nullable String evidence) {
    if (!state().finished() && !looping()) {
      trouble = new Trouble(Event.LOOPING, moments.of(mark), evidence);
    }
  }

  private boolean looping() {
    return trouble != null && trouble.kind() == Event.LOOPING;
  }

  /** What was said of an earlier run was right, or of no account: it is over. */
  private void forget() {
    trouble = looping() ? trouble : null;
    mayReturn = null;
  }

  /** A sign of life of the very run that was doubted: the verdict on it was wrong. */
  private void takeBack(Run last) {
    if (last.state() == AttemptState.LOST || (trouble != null && !looping())) {
      takenBack = takenBack == null ? 1 : takenBack + 1;
    }
    forget();
  }

  private boolean cancelled() {
    return cancelledAt != null;
  }

  JobState state() {
    Run last = run;
    if (cancelled()) {
      return JobState.CANCELLED;
    }
    if (last == null) {
      return JobState.SUBMITTED;
    }
    if (next != null && !last.open()) {
      return JobState.RESUBMITTED;
    }
    return last.jobState();
  }

  @Nullable Instant finishedAt() {
    Run last = run;
    if (cancelled()) {
      return cancelledAt;
    }
    Mark end = last == null ? null : last.end();
    return end != null && state().finished() ? moments.of(end) : null;
  }

  Attempts attempts() {
    return attempts;
  }

  @Nullable Instant submittedAt() {
    return submitted == null ? null : moments.of(submitted);
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Span waiting() {
    return waiting;
  }

  @Nullable Span running() {
    return running;
  }

  @Nullable Trouble trouble() {
    return trouble;
  }

  @Nullable Boolean mayReturn() {
    return state() == JobState.LOST ? mayReturn : null;
  }

  @Nullable Integer takenBack() {
    return takenBack;
  }

  @Nullable String addressedBy() {
    return addressedBy;
  }

  @Nullable Mark submitted() {
    return submitted;
  }

  @Nullable Mark first() {
    return first;
  }

  @Nullable Run run() {
    return run;
  }

  @Nullable Cause next() {
    return next;
  }

  int resent() {
    return resent;
  }
}
