package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueuePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Positions in memory. */
public class MemoryQueuePositions implements QueuePositions {
  private final Map<String, QueuePosition> positions = new ConcurrentHashMap<>();
  private final Faults faults;

  public MemoryQueuePositions(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Uni<Optional<QueuePosition>> of(String queue) {
    return Uni.createFrom().item(() -> Optional.ofNullable(positions.get(queue)));
  }

  @Override
  public Uni<List<QueuePosition>> all() {
    return Uni.createFrom().item(() -> List.copyOf(positions.values()));
  }

  private void change(String queue, UnaryOperator<QueuePosition> by) {
    positions.put(
        queue,
        by.apply(
            positions.getOrDefault(
                queue, new QueuePosition(queue, -1, null, null, null, null, null, null))));
  }

  @Override
  public Uni<Void> foldedThrough(String queue, Through t) {
    return faults.step(
        "position",
        () ->
            change(
                queue,
                p ->
                    t.epoch() != Objects.requireNonNullElse(p.epoch(), 0)
                            || t.seq() <= p.foldedThrough()
                        ? p
                        : new QueuePosition(
                            queue,
                            t.seq(),
                            t.digest(),
                            later(p.receivedAt(), t.receivedAt()),
                            later(p.liveAt(), t.liveAt()),
                            p.passedThrough(),
                            p.epoch(),
                            p.gaps())));
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }

  @Override
  public Uni<Void> live(String queue, Instant liveAt) {
    return faults.step(
        "live",
        () ->
            positions.computeIfPresent(
                queue,
                (q, p) ->
                    new QueuePosition(
                        q,
                        p.foldedThrough(),
                        p.digest(),
                        p.receivedAt(),
                        later(p.liveAt(), liveAt),
                        p.passedThrough(),
                        p.epoch(),
                        p.gaps())));
  }

  @Override
  public Uni<Void> passedThrough(String queue, long seq) {
    return faults.step(
        "passed",
        () ->
            change(
                queue,
                p ->
                    new QueuePosition(
                        queue,
                        p.foldedThrough(),
                        p.digest(),
                        p.receivedAt(),
                        p.liveAt(),
                        Math.max(seq, Objects.requireNonNullElse(p.passedThrough(), -1L)),
                        p.epoch(),
                        p.gaps())));
  }

  @Override
  public Uni<Boolean> gap(String queue, QueuePosition.Gap gap) {
    return Uni.createFrom()
        .item(
            () -> {
              faults.before("gap");
              List<QueuePosition.Gap> gaps = new ArrayList<>();
              QueuePosition before = positions.get(queue);
              if (before != null && before.gaps() != null) {
                gaps.addAll(before.gaps());
              }
              boolean known =
                  gaps.stream().anyMatch(g -> g.log().equals(gap.log()) && g.to() == gap.to());
              if (!known) {
                gaps.add(gap);
                change(
                    queue,
                    p ->
                        new QueuePosition(
                            queue,
                            p.foldedThrough(),
                            p.digest(),
                            p.receivedAt(),
                            p.liveAt(),
                            p.passedThrough(),
                            p.epoch(),
                            gaps));
              }
              faults.after("gap");
              return !known;
            });
  }

  @Override
  public Uni<Void> begin(String queue, int epoch, Beginning beginning) {
    return faults.step(
        "begin",
        () ->
            change(
                queue,
                p ->
                    Objects.requireNonNullElse(p.epoch(), 0) >= epoch
                        ? p
                        : new QueuePosition(
                            queue,
                            beginning.after(),
                            beginning.digest(),
                            p.receivedAt(),
                            p.liveAt(),
                            p.passedThrough(),
                            epoch,
                            p.gaps())));
  }
}
