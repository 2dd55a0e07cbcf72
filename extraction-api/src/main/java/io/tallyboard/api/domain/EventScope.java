package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
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

  /** What the log knows them by; empty where there are none. */
  Optional<String> key();

  /** Whether an extraction of that key is one of them. */
  boolean holds(Extraction extraction);

  /** Those that name it. */
  record OfJob(String jobId) implements EventScope {
    @Override
    public Optional<String> key() {
      return Optional.of(jobId);
    }

    /** A lane's key may read like a job id. */
    @Override
    public boolean holds(Extraction extraction) {
      return jobId.equals(extraction.jobId());
    }
  }

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

    @Override
    public Optional<String> key() {
      return Optional.of(lane);
    }

    /** From where the first of both begins to where the last of them ends, whosever that is. */
    public OfLane around(OfLane other) {
      return new OfLane(
          lane,
          from.isBefore(other.from) ? from : other.from,
          Optional.empty(),
          to.compareTo(other.to) > 0 ? to : other.to,
          List.of());
    }

    @Override
    public boolean holds(Extraction extraction) {
      Place place = extraction.place();
      if (extraction.jobId() != null
          || place.receivedAt().isBefore(from)
          || place.compareTo(to) > 0) {
        return false;
      }
      boolean line = extraction.event() == Event.PROGRESS;
      return ownIds.contains(extraction.id())
          || (line && opening.filter(o -> o.compareTo(place) <= 0).isPresent());
    }
  }

  /** Nothing is known of any. */
  record None() implements EventScope {
    @Override
    public Optional<String> key() {
      return Optional.empty();
    }

    @Override
    public boolean holds(Extraction extraction) {
      return false;
    }
  }

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
