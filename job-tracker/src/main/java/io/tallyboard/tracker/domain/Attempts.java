package io.tallyboard.tracker.domain;

import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.FoldMemory.Opening;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Place;
import java.util.ArrayList;
import java.util.List;

/** A job's attempts: all of them, or the first and the last fifty where there are more. */
final class Attempts {
  private final List<Attempt> kept;
  private final List<Opening> openings;
  private int count;

  private Attempts(List<Attempt> kept, List<Opening> openings, int count) {
    this.kept = new ArrayList<>(kept);
    this.openings = new ArrayList<>(openings);
    this.count = count;
  }

  static Attempts none() {
    return new Attempts(List.of(), List.of(), 0);
  }

  static Attempts of(Job job) {
    return new Attempts(job.attempts(), job.memory().openings(), job.attemptCount());
  }

  void open(Attempt attempt, Place at) {
    kept.add(attempt);
    openings.add(new Opening(attempt.number(), at));
    count++;
    if (kept.size() > 2 * Limits.ATTEMPTS) {
      kept.remove(Limits.ATTEMPTS);
      openings.remove(Limits.ATTEMPTS);
    }
  }

  /** Replaces the latest. */
  void latest(Attempt attempt) {
    kept.set(kept.size() - 1, attempt);
  }

  /** How many there were. */
  int count() {
    return count;
  }

  List<Attempt> kept() {
    return kept;
  }

  List<Opening> openings() {
    return openings;
  }
}
