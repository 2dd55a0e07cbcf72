package io.tallyboard.api.domain;

import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.FoldMemory.Opening;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which extractions are a job's. */
public sealed interface EventScope {

  /** Those that name it. */
  record OfJob(String jobId) implements EventScope {}

  /**
   * Those of its lane that name no job: its own, and the log lines from the opening of its first
   * attempt on.
   *
   * @param from when the first of all was received
   * @param opening of the first attempt; empty where there was none yet, and so no log line
   * @param to the place of the last that was folded
   * @param ownIds of the extractions that are no log lines
   */
  record OfLane(String lane, Instant from, Optional<Place> opening, Place to, List<String> ownIds)
      implements EventScope {
    public OfLane {
      ownIds = List.copyOf(ownIds);
    }
  }

  /** Nothing is known of any. */
  record None() implements EventScope {}

  static EventScope of(Job job) {
    if (job.identity() == Identity.GIVEN) {
      return new OfJob(job.id());
    }
    FoldMemory memory = job.memory();
    Place last = memory.last();
    String lane = job.lane();
    if (last == null || lane == null) {
      return new None();
    }
    Optional<Place> opening = memory.openings().stream().map(Opening::at).findFirst();
    return new OfLane(lane, first(memory, opening, last), opening, last, memory.own());
  }

  private static Instant first(FoldMemory memory, Optional<Place> opening, Place last) {
    return Stream.concat(
            Stream.of(memory.submitted(), memory.first())
                .filter(Objects::nonNull)
                .map(Mark::receivedAt),
            opening.map(Place::receivedAt).stream())
        .min(Comparator.naturalOrder())
        // Of a run that was only cancelled or put back nothing but its own updates tells.
        .orElse(memory.own().isEmpty() ? last.receivedAt() : Instant.EPOCH);
  }
}
