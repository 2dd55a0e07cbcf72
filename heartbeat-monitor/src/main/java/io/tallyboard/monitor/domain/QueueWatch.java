package io.tallyboard.monitor.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.monitor.domain.RunningJob.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the jobs that are said to run at one queue with the processes that take jobs from it. With
 * c processes and n &gt; c running jobs, n - c have lost theirs.
 *
 * <p>The two numbers come from different places, and what is said to run may have ended already. So
 * both are noted, and compared once all that was said until then is known: of the runs that were noted,
 * those that are still said to run did run at that moment, and c processes had them.
 *
 * <p>Then all n are suspect. Whoever is heard is not; when n - c are left, these are the ones.
 *
 * <p>Not safe for use by several threads.
 */
final class QueueWatch {
  private final String queue;
  private @Nullable Noted noted;

  /** Who was doubted last, by the id of the verdict, and how many processes there were then. */
  private Map<Run, String> told = Map.of();

  private long toldBy;

  /** How many jobs a process was proved to have at once. */
  private long width = 1;

  QueueWatch(String queue) {
    this.queue = queue;
  }

  private record Noted(Instant at, QueueSight sight, Set<Run> runs) {}

  /** What a look came to. */
  record Found(List<Verdict> verdicts, List<PlacedJob> certain) {
    static final Found NOTHING = new Found(List.of(), List.of());
  }

  /** Nothing was seen for a while: what was seen before counts no more. */
  void blind() {
    noted = null;
  }

  /**
   * Looks once.
   *
   * @param running at least one
   * @param known up to when all that was said of them is known
   */
  Found look(List<PlacedJob> running, QueueSight sight, Instant known, Instant now) {
    learn(running);
    Noted before = noted;
    if (before != null && known.isBefore(before.at())) {
      return Found.NOTHING;
    }
    noted = new Noted(now, sight, runs(running));
    return before == null ? Found.NOTHING : judge(running, before);
  }

  private Found judge(List<PlacedJob> running, Noted then) {
    List<PlacedJob> ran =
        running.stream().filter(placed -> then.runs().contains(placed.job().run())).toList();
    long missing = ran.size() - then.sight().consumers() * width;
    if (missing <= 0) {
      return Found.NOTHING;
    }
    List<PlacedJob> doubted = ran.stream().filter(p -> p.job().trouble() != null).toList();
    String counts = Evidence.counts(ran.size(), then.sight(), queue, width);
    if (missing == ran.size()) {
      return tell(ran, Event.STALLED, counts + ".", then);
    }
    if (doubted.size() < missing) {
      return tell(ran, Event.SUSPECT, counts + ".", then);
    }
    return doubted.size() == missing
        ? tell(doubted, Event.STALLED, counts + ", and all others were heard since.", then)
        : Found.NOTHING;
  }

  private Found tell(List<PlacedJob> accused, Event kind, String evidence, Noted then) {
    List<Verdict> news =
        accused.stream()
            .filter(placed -> isNews(placed.job(), kind))
            .map(placed -> new Verdict(placed, kind, evidence, false))
            .toList();
    if (!news.isEmpty()) {
      told =
          news.stream().collect(Collectors.toMap(v -> v.placed().job().run(), Verdict::controlId));
      toldBy = then.sight().consumers();
    }
    return new Found(news, kind == Event.STALLED ? accused : List.of());
  }

  /** A loop says more than a doubt, and what is stalled is not merely suspect. */
  private static boolean isNews(RunningJob job, Event kind) {
    return job.trouble() == null || (job.trouble() == Event.SUSPECT && kind == Event.STALLED);
  }

  /**
   * Of the runs that were doubted, more have been heard since than there were processes, and they run
   * still: a process has several at once, and counting them as one each would be wrong for ever.
   */
  private void learn(List<PlacedJob> running) {
    if (toldBy == 0) {
      return;
    }
    long heard = running.stream().map(PlacedJob::job).filter(job -> hasTakenBack(job)).count();
    if (heard > toldBy * width) {
      width = (heard + toldBy - 1) / toldBy;
    }
  }

  /** It had counted the verdict, and is in doubt no more. */
  private boolean hasTakenBack(RunningJob job) {
    String verdict = told.get(job.run());
    return verdict != null && job.trouble() == null && job.controlIds().contains(verdict);
  }

  private static Set<Run> runs(List<PlacedJob> jobs) {
    return jobs.stream().map(placed -> placed.job().run()).collect(Collectors.toSet());
  }
}
