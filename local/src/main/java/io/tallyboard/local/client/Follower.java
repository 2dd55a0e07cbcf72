package io.tallyboard.local.client;

import io.tallyboard.contract.JobState;
import io.tallyboard.local.client.Views.EventView;
import io.tallyboard.local.client.Views.JobView;
import io.tallyboard.local.extractor.StopSignal;
import io.tallyboard.local.process.Trouble;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints what happens to jobs as it happens, until all are finished. */
public final class Follower {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Board board;
  private final PrintStream out;
  private final Duration patience;
  private final long begin = System.nanoTime();

  /**
   * Prints nothing yet.
   *
   * @param patience how long without any news it goes on
   */
  public Follower(Board board, PrintStream out, Duration patience) {
    this.board = board;
    this.out = out;
    this.patience = patience;
  }

  /** Returns when all are finished, or when nothing was heard for too long. */
  public void follow(List<Tracked> jobs, StopSignal stop) throws Trouble, InterruptedException {
    int resourceWidth = width(jobs.stream().map(Tracked::resource).toList());
    int extractorWidth = width(jobs.stream().map(j -> j.view().extractor()).toList());
    String format = "  %7s  %-" + resourceWidth + "s  %-" + extractorWidth + "s  %s%n";
    long lastNews = System.nanoTime();
    List<Tracked> open = jobs;
    while (!open.isEmpty() && System.nanoTime() - lastNews < patience.toNanos()) {
      for (Tracked job : open) {
        if (show(job, format)) {
          lastNews = System.nanoTime();
        }
      }
      open = open.stream().filter(job -> !job.finished()).toList();
      if (stop.await(POLL)) {
        throw new InterruptedException("stopping");
      }
    }
  }

  /** Returns when it has said anything of itself; without a word on the terminal. */
  public void awaitProgress(Tracked job, StopSignal stop) throws Trouble, InterruptedException {
    long begun = System.nanoTime();
    while (job.view().state() != JobState.PROCESSING
        && System.nanoTime() - begun < patience.toNanos()) {
      if (stop.await(POLL)) {
        throw new InterruptedException("stopping");
      }
      job.update(board.job(job.view().id()));
    }
  }

  /** True if there was something new. */
  private boolean show(Tracked job, String format) throws Trouble, InterruptedException {
    // The record first: events that come between the two are shown early rather than never.
    JobView view = board.job(job.view().id());
    boolean news = false;
    for (EventView event : board.events(job.view().id())) {
      if (job.isNew(event.id())) {
        news = true;
        out.printf(
            Locale.ROOT, format, elapsed(), job.resource(), view.extractor(), describe(event));
      }
    }
    job.update(view);
    return news;
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
  }

  private static String describe(EventView event) {
    String what = event.event().name().toLowerCase(Locale.ROOT);
    String attempt =
        event.attempt() == null || event.attempt() < 2 ? "" : " (attempt " + event.attempt() + ")";
    String message = event.message();
    return what + attempt + (message == null || message.isBlank() ? "" : ": " + Line.of(message));
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }
}
