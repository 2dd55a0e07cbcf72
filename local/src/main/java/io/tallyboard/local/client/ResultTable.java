package io.tallyboard.local.client;

import io.tallyboard.local.client.Views.JobView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** How the jobs ended, a row each. */
public final class ResultTable {
  private static final int MESSAGE_WIDTH = 60;
  private static final List<String> HEAD =
      List.of("RESOURCE", "EXTRACTOR", "STATE", "ATTEMPTS", "WAITING", "RUNNING", "LAST MESSAGE");

  private ResultTable() {}

  public static void print(List<Tracked> jobs, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    jobs.forEach(job -> rows.add(row(job)));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> row(Tracked job) {
    JobView view = job.view();
    return List.of(
        Line.of(job.resource(), 40),
        view.extractor(),
        view.state().name(),
        String.valueOf(view.attemptsMade()),
        Durations.text(view.waiting()),
        Durations.text(view.running()),
        Line.of(message(view), MESSAGE_WIDTH));
  }

  /** A job that waits says why. */
  private static String message(JobView view) {
    if (view.lastMessage() != null) {
      return view.lastMessage();
    }
    return view.waitingReason() == null ? "" : view.waitingReason();
  }
}
