package io.tallyboard.tracker.domain;

import com.fasterxml.uuid.Generators;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.Lane;
import io.tallyboard.contract.store.Lane.Run;
import io.tallyboard.contract.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the updates of one extractor on one resource that name no job into runs, each an inferred job.
 * Where runs overlap, nobody can know whose an update is: it goes to the newest run that is under
 * way, and all that overlap are marked ambiguous.
 */
public final class LaneCutter {

  /**
   * An update and the run that it was found to belong to.
   *
   * @param opens whether the run began with it
   */
  public record Assigned(Extraction extraction, String job, boolean ambiguous, boolean opens) {}

  /** The lane after a cut, and what was cut. */
  public record Cut(Lane lane, List<Assigned> assigned) {}

  /** Runs that never end must not make a lane grow for ever: the oldest are let go. */
  private static final int MAX_OPEN = 64;

  /** Ours alone, and fixed for good: another one would give every inferred job another id. */
  private static final UUID NAMESPACE = UUID.fromString("b7c9f0c2-5d0e-4d6e-9a53-2f0f6f0a7c11");

  private final String id;
  private final List<Run> open;
  private final Map<String, Long> folded = new TreeMap<>();
  private final long version;
  private @Nullable Run ended;
  private @Nullable Instant openedAt;
  private @Nullable Place last;
  private int ordinal;
  private boolean opens;

  private LaneCutter(Lane lane) {
    id = lane.id();
    open = new ArrayList<>(lane.open());
    ended = lane.ended();
    openedAt = lane.openedAt();
    ordinal = lane.ordinal();
    last = lane.last();
    lane.folded().forEach(f -> folded.put(f.queue(), f.seq()));
    version = lane.version();
  }

  /**
   * Goes on cutting where the lane stands; what it has had already keeps out.
   *
   * @param before null for a lane's first updates
   * @param more in order within each queue
   * @return empty where one of them comes before what is cut already, so that the lane must be cut
   *     {@linkplain #whole whole}
   */
  public static Optional<Cut> cut(@Nullable Lane before, String laneId, List<Extraction> more) {
    LaneCutter cutter = new LaneCutter(before == null ? Lane.empty(laneId) : before);
    List<Assigned> assigned = new ArrayList<>();
    for (Extraction extraction : more) {
      if (extraction.seq() > cutter.folded.getOrDefault(extraction.queue(), -1L)) {
        if (cutter.last != null && extraction.place().compareTo(cutter.last) <= 0) {
          return Optional.empty();
        }
        assigned.add(cutter.next(extraction));
      }
    }
    return Optional.of(new Cut(cutter.toLane(), assigned));
  }

  /**
   * Cuts all of a lane's updates anew.
   *
   * @param all in any order
   * @param version of the lane that this makes
   */
  public static Cut whole(String laneId, List<Extraction> all, long version) {
    LaneCutter cutter =
        new LaneCutter(new Lane(laneId, List.of(), null, null, 0, null, List.of(), version - 1));
    List<Assigned> assigned = all.stream().sorted(JobFold.ORDER).map(cutter::next).toList();
    return new Cut(cutter.toLane(), assigned);
  }

  private Assigned next(Extraction extraction) {
    last = extraction.place();
    folded.merge(extraction.queue(), extraction.seq(), Math::max);
    opens = false;
    Run run = assign(extraction);
    return new Assigned(extraction, run.job(), run.ambiguous(), opens);
  }

  private Run assign(Extraction extraction) {
    Event event = extraction.event();
    return switch (event) {
      case SUBMITTED -> opened(extraction);
      case STARTED -> {
        int due = oldest(run -> run.last() == Event.SUBMITTED || run.last() == Event.RETRIED);
        yield due >= 0 ? moved(due, event) : opened(extraction);
      }
      case PROGRESS, STALLED, SUSPECT, LOOPING, ADDRESSED, RESENT, DROPPED -> {
        int at = underWay();
        yield at >= 0 ? open.get(at) : opened(extraction);
      }
      case RETRIED, REPLAYED -> {
        int at = underWay();
        yield at >= 0 ? moved(at, event) : opened(extraction);
      }
      case SUCCEEDED, SKIPPED, ERROR, CANCELLED, LOST -> ends(extraction);
    };
  }

  private Run ends(Extraction extraction) {
    int at = underWay();
    Run last = ended;
    // pyclowder says "done" after "skip": the second word on the same run.
    if (at < 0 && last != null && last.last() == Event.SKIPPED) {
      ended = new Run(last.job(), extraction.event(), last.ambiguous());
      return ended;
    }
    Run run = at >= 0 ? moved(at, extraction.event()) : opened(extraction);
    open.remove(run);
    ended = run;
    return run;
  }

  /** The newest run that has begun, or else the newest that is to begin; -1 if there is none. */
  private int underWay() {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).last() != Event.SUBMITTED) {
        return i;
      }
    }
    return open.size() - 1;
  }

  private int oldest(Predicate<Run> which) {
    for (int i = 0; i < open.size(); i++) {
      if (which.test(open.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private Run moved(int at, Event event) {
    Run run = open.get(at);
    Run moved = new Run(run.job(), event, run.ambiguous());
    open.set(at, moved);
    return event == Event.STARTED ? besideOthers(at) : moved;
  }

  private Run opened(Extraction extraction) {
    Instant at = extraction.at() == null ? extraction.receivedAt() : extraction.at();
    opens = true;
    String tag;
    if (openedAt != null && at.isBefore(openedAt)) {
      // Its clock went back: the ordinals of that moment are forgotten, but its own place is its
      // alone.
      tag = extraction.id();
    } else {
      ordinal = at.equals(openedAt) ? ordinal + 1 : 0;
      openedAt = at;
      tag = String.valueOf(ordinal);
    }
    Event event = extraction.event() == Event.PROGRESS ? Event.STARTED : extraction.event();
    open.add(new Run(jobId(id, at, tag), event, false));
    if (open.size() > MAX_OPEN) {
      open.remove(0);
    }
    return besideOthers(open.size() - 1);
  }

  /** Marks the run and all others that have begun, if there are others. */
  private Run besideOthers(int at) {
    boolean begun = open.get(at).last() != Event.SUBMITTED;
    boolean overlap = false;
    for (int i = 0; begun && i < open.size(); i++) {
      if (i != at && open.get(i).last() != Event.SUBMITTED) {
        overlap = true;
        open.set(i, new Run(open.get(i).job(), open.get(i).last(), true));
      }
    }
    if (overlap) {
      open.set(at, new Run(open.get(at).job(), open.get(at).last(), true));
    }
    return open.get(at);
  }

  /** UUIDv5 (RFC 9562) of the lane, the opening moment and the ordinal: the same however often cut. */
  static String jobId(String lane, Instant opened, String tag) {
    return Generators.nameBasedGenerator(NAMESPACE)
        .generate(lane + "\n" + opened + "\n" + tag)
        .toString();
  }

  private Lane toLane() {
    List<Folded> through =
        folded.entrySet().stream().map(f -> new Folded(f.getKey(), f.getValue(), 0)).toList();
    return new Lane(id, open, ended, openedAt, ordinal, last, through, version + 1);
  }
}
