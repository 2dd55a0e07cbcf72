package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory.Opening;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells which run of a job an update belongs to, by where in the log each run opened: times alone do
 * not tell, since the updates of several runs may be received in the same millisecond.
 */
public final class AttemptNumbers {
  private final List<Opening> openings;
  private final Map<Integer, Instant> ends;
  private final int count;

  private AttemptNumbers(List<Opening> openings, Map<Integer, Instant> ends, int count) {
    this.openings = openings;
    this.ends = ends;
    this.count = count;
  }

  public static AttemptNumbers of(Job job) {
    Map<Integer, Instant> ends = new HashMap<>();
    for (Attempt attempt : job.attempts()) {
      Instant end = attempt.endedAt();
      if (end != null) {
        ends.put(attempt.number(), end);
      }
    }
    return new AttemptNumbers(job.memory().openings(), ends, job.attemptCount());
  }

  /**
   * The number of the last run that opened at or before the update. Empty before the first, and where
   * it is one of those that the record leaves out, of which only the log tells.
   */
  public OptionalInt of(Extraction extraction) {
    Place place = extraction.place();
    int at = -1;
    while (at + 1 < openings.size() && openings.get(at + 1).at().compareTo(place) <= 0) {
      at++;
    }
    return at < 0 || leftOut(at, extraction)
        ? OptionalInt.empty()
        : OptionalInt.of(openings.get(at).attempt());
  }

  /**
   * Where the updates of one run are, some of others that the record leaves out among them. Empty where
   * the record does not tell of it.
   */
  public Optional<LogRange> range(int attempt) {
    for (int i = 0; i < openings.size(); i++) {
      if (openings.get(i).attempt() == attempt) {
        LogRange onward = LogRange.whole().from(openings.get(i).at());
        return Optional.of(
            i + 1 < openings.size() ? onward.before(openings.get(i + 1).at()) : onward);
      }
    }
    return Optional.empty();
  }

  /** Behind the run that runs are left out after, only what came before its end is its own. */
  private boolean leftOut(int at, Extraction extraction) {
    Opening opening = openings.get(at);
    int next = at + 1 < openings.size() ? openings.get(at + 1).attempt() : count + 1;
    if (next == opening.attempt() + 1 || extraction.place().equals(opening.at())) {
      return false;
    }
    Instant end = ends.get(opening.attempt());
    return end == null
        || extraction.event() == Event.STARTED
        || extraction.receivedAt().isAfter(end);
  }
}
