package io.tallyboard.tracker.messaging;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.tracker.domain.TailMatch.Stored;
import io.tallyboard.tracker.ingest.Ingestion;
import io.tallyboard.tracker.ingest.QueuePositions;
import io.tallyboard.tracker.ingest.UpdateLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out where the store stands with a queue, from its position and from what is stored there. */
final class Standings {

  /** The most messages that may be under way: so many may come again, whatever the setting was. */
  static final int MOST = 10_000;

  /** So many places are looked at in one query. */
  private static final int STEP = 1_000;

  private final QueuePositions positions;
  private final UpdateLog log;
  private final Ingestion ingestion;

  Standings(QueuePositions positions, UpdateLog log, Ingestion ingestion) {
    this.positions = positions;
    this.log = log;
    this.ingestion = ingestion;
  }

  Uni<Standing> of(String queue, QueueKind kind) {
    return positions.of(queue).chain(position -> of(queue, kind, position));
  }

  private Uni<Standing> of(String queue, QueueKind kind, Optional<QueuePosition> position) {
    long through = position.map(QueuePosition::foldedThrough).orElse(-1L);
    Standing bare =
        new Standing(
            queue,
            position.map(QueuePosition::epoch).orElse(0),
            through,
            position.map(QueuePosition::digest).orElse(null),
            position.map(QueuePosition::receivedAt).orElse(Instant.EPOCH),
            position.map(QueuePosition::liveAt).orElse(Instant.EPOCH),
            List.of());
    return forward(bare.log(), through + 1, List.of())
        .chain(after -> folded(bare, after))
        .chain(
            after ->
                kind == QueueKind.STREAM
                    ? Uni.createFrom().item(with(bare, kind, after))
                    : backward(bare.log(), through, List.of())
                        .map(before -> with(bare, kind, joined(before, after))));
  }

  private static Standing with(Standing bare, QueueKind kind, List<Stored> all) {
    Instant last = all.isEmpty() ? Instant.EPOCH : all.get(all.size() - 1).receivedAt();
    return new Standing(
        bare.queue(),
        bare.epoch(),
        bare.foldedThrough(),
        bare.digest(),
        last.isAfter(bare.lastReceivedAt()) ? last : bare.lastReceivedAt(),
        bare.liveAt(),
        kind == QueueKind.STREAM ? List.of() : tail(bare, all));
  }

  /**
   * A place that is not stored was a log line over its job's limit, or its job was removed since:
   * whatever comes may be it. The digest of what was folded last is known even then, and ends the
   * tail, so that never unknown places alone are recognised.
   */
  private static List<Stored> tail(Standing bare, List<Stored> stored) {
    long through = bare.foldedThrough();
    List<Stored> tail = new ArrayList<>();
    long next = stored.isEmpty() ? Math.max(0, through) : stored.get(0).seq();
    for (Stored s : stored) {
      fill(tail, bare, next, s.seq());
      tail.add(s);
      next = s.seq() + 1;
    }
    fill(tail, bare, next, through + 1);
    return tail;
  }

  private static void fill(List<Stored> tail, Standing bare, long from, long to) {
    for (long seq = from; seq < to; seq++) {
      boolean last = seq == bare.foldedThrough();
      String digest = last ? Objects.requireNonNullElse(bare.digest(), "") : Stored.UNKNOWN;
      tail.add(new Stored(seq, digest, bare.lastReceivedAt(), true));
    }
  }

  /** What is stored is folded, whether or not it comes again. */
  private Uni<List<Stored>> folded(Standing bare, List<Stored> after) {
    return after.isEmpty()
        ? Uni.createFrom().item(after)
        : ingestion
            .foldStored(bare.log(), after.get(0).seq(), after.get(after.size() - 1).seq())
            .replaceWith(after);
  }

  /** A batch is stored before it is folded, so that there is at most one of them. */
  private Uni<List<Stored>> forward(String name, long from, List<Stored> found) {
    return log.stored(name, from, STEP)
        .chain(
            more ->
                more.isEmpty() || found.size() >= MOST
                    ? Uni.createFrom().item(joined(found, more))
                    : forward(name, from + STEP, joined(found, more)));
  }

  /** Acknowledgements may be lost with their connection, of all that was under way. */
  private Uni<List<Stored>> backward(String name, long through, List<Stored> found) {
    long from = Math.max(0, through - STEP + 1);
    return through < 0 || found.size() >= MOST
        ? Uni.createFrom().item(found)
        : log.stored(name, from, (int) (through - from + 1))
            .chain(more -> backward(name, from - 1, joined(more, found)));
  }

  private static List<Stored> joined(List<Stored> a, List<Stored> b) {
    List<Stored> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  /**
   * Compares what a stream shows with what is stored in those places, in the newest log that has any
   * of them.
   *
   * @return whether they are the same; null where nothing of it is stored
   */
  Uni<@Nullable Boolean> same(Standing standing, List<StreamProbe.Seen> seen) {
    return same(standing, seen, standing.epoch());
  }

  private Uni<@Nullable Boolean> same(Standing standing, List<StreamProbe.Seen> seen, int epoch) {
    if (epoch < 0 || seen.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    long from = seen.get(0).offset();
    int count = (int) Math.min(MOST, seen.get(seen.size() - 1).offset() - from + 1);
    return log.stored(standing.log(epoch), from, count)
        .chain(
            stored -> {
              Boolean answer = null;
              for (StreamProbe.Seen s : seen) {
                for (Stored t : stored) {
                  if (t.seq() == s.offset()) {
                    boolean equal = Objects.equals(t.digest(), s.digest());
                    answer = answer == null ? equal : answer && equal;
                  }
                }
              }
              return answer == null
                  ? same(standing, seen, epoch - 1)
                  : Uni.createFrom().item(answer);
            });
  }
}
