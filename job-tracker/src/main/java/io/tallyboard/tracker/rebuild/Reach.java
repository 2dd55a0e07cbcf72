package io.tallyboard.tracker.rebuild;

import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.domain.JobFold;
import io.tallyboard.tracker.domain.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Up to where each log is known to be stored without a gap and folded, so that records must hold all of
 * it. What lies beyond may be on its way from the log into the record.
 */
public final class Reach {
  private final Map<String, Long> through;

  private Reach(Map<String, Long> through) {
    this.through = through;
  }

  /** Read before the records that are held against it. */
  public static Reach of(List<QueuePosition> positions) {
    Map<String, Long> through = new HashMap<>();
    for (QueuePosition position : positions) {
      String queue = position.queue();
      // History is appended and folded by one command, and a log that was made anew gets no more.
      if (queue.startsWith(Limits.IMPORTED)) {
        through.put(queue, Long.MAX_VALUE);
        continue;
      }
      int epoch = Objects.requireNonNullElse(position.epoch(), 0);
      for (int before = 0; before < epoch; before++) {
        through.put(log(queue, before), Long.MAX_VALUE);
      }
      through.put(log(queue, epoch), position.foldedThrough());
    }
    return new Reach(through);
  }

  private static String log(String queue, int epoch) {
    return epoch == 0 ? queue : queue + "~" + epoch;
  }

  /** By log, for jobs and lanes of which there is no record. */
  public Map<String, Long> logs() {
    return through;
  }

  /** With what a record says of itself: it is written after the log. */
  public Map<String, Long> with(@Nullable Job record) {
    if (record == null) {
      return through;
    }
    Map<String, Long> both = new HashMap<>(through);
    JobFold.through(record).forEach((log, seq) -> both.merge(log, seq, Math::max));
    return both;
  }
}
