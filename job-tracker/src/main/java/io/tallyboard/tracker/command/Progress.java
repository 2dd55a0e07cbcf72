package io.tallyboard.tracker.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a command is, on standard error: a bar on a terminal, a line now and then elsewhere. */
interface Progress extends AutoCloseable {

  /** So many of all are done. */
  void at(long done);

  @Override
  void close();

  /** Java cannot tell whether standard error is a terminal: the script {@code tracker} does. */
  static Progress of(String task, long total, PrintWriter err) {
    return "1".equals(System.getenv("TRACKER_TERMINAL"))
        ? new Bar(task, total)
        : new Lines(task, total, err, InstantSource.system());
  }

  /** On a terminal. */
  final class Bar implements Progress {
    private final ProgressBar bar;

    Bar(String task, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .build();
    }

    @Override
    public void at(long done) {
      if (done > bar.getMax()) {
        bar.maxHint(done);
      }
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Into a file or a pipe. */
  final class Lines implements Progress {
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final String task;
    private final long total;
    private final PrintWriter err;
    private final InstantSource clock;
    private Instant last;

    Lines(String task, long total, PrintWriter err, InstantSource clock) {
      this.task = task;
      this.total = total;
      this.err = err;
      this.clock = clock;
      this.last = clock.instant();
    }

    @Override
    public void at(long done) {
      Instant now = clock.instant();
      if (Duration.between(last, now).compareTo(BETWEEN) >= 0) {
        last = now;
        err.printf("%s: %,d of about %,d%n", task, done, Math.max(done, total));
        err.flush();
      }
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
