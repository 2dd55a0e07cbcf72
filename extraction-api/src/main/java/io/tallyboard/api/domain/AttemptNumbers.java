package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Tells which run of a job an update belongs to, by where in the log each run opened: times alone do
 * not tell, since the updates of several runs may be received in the same millisecond.
 */
public final class AttemptNumbers {
  private final List<LogPoint> openings;

  private AttemptNumbers(List<LogPoint> openings) {
    this.openings = openings;
  }

  public static AttemptNumbers of(Job job) {
    FoldMemory memory = job.memory();
    List<LogPoint> openings = new ArrayList<>();
    boolean between = true;
    List<Mark> marks =
        Stream.concat(memory.marks().stream(), Stream.ofNullable(memory.firstProgress()))
            .sorted()
            .toList();
    for (Mark mark : marks) {
      boolean opens =
          switch (mark.event()) {
            case STARTED -> true;
            // A failure without a start is a run of its own where another was due.
            case ERROR, RETRIED -> between;
            case PROGRESS, SUCCEEDED, SKIPPED -> openings.isEmpty();
            case SUBMITTED, CANCELLED, REPLAYED, LOST -> false;
          };
      if (opens) {
        openings.add(LogPoint.of(mark));
      }
      between = between(mark.event(), between);
    }
    // The fold is the judge: what it did not count is not numbered here either.
    int known = job.attempts().size();
    return new AttemptNumbers(
        List.copyOf(openings.size() > known ? openings.subList(0, known) : openings));
  }

  /** Whether another run is due after the event. */
  private static boolean between(Event event, boolean before) {
    return switch (event) {
      case RETRIED, REPLAYED -> true;
      case STARTED, PROGRESS, SUCCEEDED, SKIPPED, ERROR, CANCELLED, LOST -> false;
      case SUBMITTED -> before;
    };
  }

  /** The number of the last run that opened at or before the update. */
  public OptionalInt of(Extraction extraction) {
    LogPoint point = LogPoint.of(extraction);
    int number = 0;
    while (number < openings.size() && openings.get(number).compareTo(point) <= 0) {
      number++;
    }
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
