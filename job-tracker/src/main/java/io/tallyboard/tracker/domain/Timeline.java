package io.tallyboard.tracker.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job's life, derived from its sorted marks alone. */
final class Timeline {
  private final Moments moments;
  private final List<Run> runs = new ArrayList<>();
  private @Nullable Mark submitted;
  private @Nullable Mark first;
  private @Nullable Mark cancelled;
  private @Nullable Cause nextCause;

  private Timeline(Moments moments) {
    this.moments = moments;
  }

  static Timeline of(FoldMemory memory, Moments moments) {
    Timeline timeline = new Timeline(moments);
    Stream.of(
            memory.marks().stream(),
            Stream.ofNullable(memory.firstProgress()),
            Stream.ofNullable(memory.lastProgress()))
        .flatMap(marks -> marks)
        .sorted()
        .forEach(timeline::live);
    return timeline;
  }

  private void live(Mark mark) {
    if (first == null) {
      first = mark;
    }
    switch (mark.event()) {
      case SUBMITTED -> submitted = submitted == null ? mark : submitted;
      case STARTED -> start(mark);
      case PROGRESS -> breathe(mark);
      case SUCCEEDED -> end(mark, AttemptState.SUCCEEDED);
      case SKIPPED -> end(mark, AttemptState.SKIPPED);
      case ERROR -> end(mark, AttemptState.ERROR);
      case RETRIED -> retry(mark);
      case REPLAYED -> nextCause = Cause.REPLAYED;
      case LOST -> lose(mark);
      case CANCELLED -> cancel(mark);
    }
  }

  /** A start opens the next attempt, whatever the last one came to; only a cancelled job stays so. */
  private void start(Mark mark) {
    if (cancelled != null) {
      return;
    }
    Run last = last();
    if (last != null && last.open()) {
      last.close(mark, AttemptState.INTERRUPTED);
    }
    open(mark, true);
  }

  private Run open(Mark mark, boolean started) {
    Cause cause = nextCause;
    if (cause == null) {
      cause = runs.isEmpty() ? Cause.FIRST : Cause.REDELIVERED;
    }
    nextCause = null;
    Run run = new Run(runs.size() + 1, cause, mark, started);
    runs.add(run);
    return run;
  }

  /** A sign of life: it takes LOST back; after any other end it comes too late. */
  private void breathe(Mark mark) {
    if (cancelled != null) {
      return;
    }
    Run last = last();
    if (last == null) {
      open(mark, false).heard(mark);
    } else if (last.open() || last.state == AttemptState.LOST) {
      last.heard(mark);
    }
  }

  private void end(Mark mark, AttemptState state) {
    if (cancelled != null) {
      return;
    }
    Run last = last();
    if (last != null && (last.open() || last.state == AttemptState.LOST)) {
      last.close(mark, state);
    } else if (last == null || startless(last, state)) {
      open(mark, false).close(mark, state);
    }
  }

  private void retry(Mark mark) {
    end(mark, AttemptState.RETRIED);
    Run last = last();
    if (last != null && mark.equals(last.end)) {
      nextCause = Cause.RETRY;
    }
  }

  /** A failure that says nothing of a start is a run of its own, if another was due. */
  private boolean startless(Run last, AttemptState state) {
    boolean failure = state == AttemptState.ERROR || state == AttemptState.RETRIED;
    boolean due = last.state == AttemptState.RETRIED || nextCause == Cause.REPLAYED;
    return failure && due;
  }

  private void lose(Mark mark) {
    Run last = last();
    if (last != null && last.open()) {
      last.close(mark, AttemptState.LOST);
    }
  }

  private void cancel(Mark mark) {
    Run last = last();
    if (last != null && last.open()) {
      last.close(mark, AttemptState.CANCELLED);
      cancelled = mark;
    } else if (last == null || last.state == AttemptState.RETRIED || nextCause != null) {
      cancelled = mark;
    }
  }

  private @Nullable Run last() {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1);
  }

  JobState state() {
    if (cancelled != null) {
      return JobState.CANCELLED;
    }
    Run last = last();
    if (last == null) {
      return JobState.SUBMITTED;
    }
    if (nextCause != null && !last.open()) {
      return JobState.RESUBMITTED;
    }
    return switch (last.state) {
      case RUNNING -> last.alive ? JobState.PROCESSING : JobState.STARTED;
      case SUCCEEDED -> JobState.SUCCEEDED;
      case SKIPPED -> JobState.SKIPPED;
      case ERROR -> JobState.ERROR;
      case RETRIED, INTERRUPTED -> JobState.RESUBMITTED;
      case CANCELLED -> JobState.CANCELLED;
      case LOST -> JobState.LOST;
    };
  }

  List<Attempt> attempts() {
    return runs.stream().map(run -> run.toAttempt(moments)).toList();
  }

  Instant firstMoment(Instant otherwise) {
    return first == null ? otherwise : moments.of(first);
  }

  @Nullable Instant submittedAt() {
    return submitted == null ? null : moments.of(submitted);
  }

  @Nullable Instant startedAt() {
    return runs.stream()
        .filter(r -> r.started)
        .map(r -> moments.of(r.begin))
        .findFirst()
        .orElse(null);
  }

  @Nullable Instant finishedAt() {
    if (!state().finished()) {
      return null;
    }
    Run last = last();
    Mark end = cancelled != null ? cancelled : last == null ? null : last.end;
    return end == null ? null : moments.of(end);
  }

  @Nullable Span waiting() {
    Mark from = submitted;
    if (from == null || runs.isEmpty() || !runs.get(0).started) {
      return null;
    }
    Run run = runs.get(0);
    return moments.waiting(from, run.begin, run.end);
  }

  /** Of the last attempt that ended with a start and an end of its own. */
  @Nullable Span running() {
    Span span = null;
    for (Run run : runs) {
      Span each = run.running(moments);
      span = each == null ? span : each;
    }
    return span;
  }
}
