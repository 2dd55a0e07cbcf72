package io.tallyboard.api.board;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ForeignQueue;
import io.tallyboard.api.domain.QueueStanding;
import io.tallyboard.api.domain.QueueStanding.Lease;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.port.QueueStandings;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The queues that jobs report to, and how far they are read. */
@ApplicationScoped
public class QueueBoard {
  private final UpdateQueues queues;
  private final QueueStandings standings;
  private final InstantSource clock;

  QueueBoard(UpdateQueues queues, QueueStandings standings, InstantSource clock) {
    this.queues = queues;
    this.standings = standings;
    this.clock = clock;
  }

  /** By name. */
  public Uni<List<QueueStanding>> all() {
    return Uni.combine()
        .all()
        .unis(queues.all(), standings.positions(), standings.leases())
        .asTuple()
        .map(f -> standings(f.getItem1(), f.getItem2(), f.getItem3(), clock.instant()));
  }

  private static List<QueueStanding> standings(
      List<UpdateQueue> all,
      Map<String, QueuePosition> positions,
      Map<String, Lease> leases,
      Instant now) {
    return all.stream()
        .sorted(Comparator.comparing(UpdateQueue::name))
        .map(
            queue ->
                new QueueStanding(
                    queue,
                    Optional.ofNullable(positions.get(queue.name())),
                    Optional.ofNullable(leases.get(queue.name()))
                        .filter(lease -> lease.until().isAfter(now))))
        .toList();
  }

  /**
   * That a queue is read from now on.
   *
   * @param created whether it was not before
   */
  public record Registered(UpdateQueue queue, boolean created) {}

  /**
   * Has another system's queue read too: job-tracker finds it within a second or so. Fails with {@link
   * Refused} where that would read what is read already.
   */
  public Uni<Registered> register(ForeignQueue foreign) {
    UpdateQueue wanted = foreign.toRecord(clock.instant());
    return queues
        .all()
        .chain(
            before -> {
              check(foreign, before);
              boolean there = named(before, foreign.name()).isPresent();
              return queues
                  .add(wanted)
                  .chain(queues::all)
                  .map(
                      after ->
                          new Registered(
                              sameAs(wanted, named(after, foreign.name()).orElse(wanted)), !there));
            });
  }

  private static Optional<UpdateQueue> named(List<UpdateQueue> all, String name) {
    return all.stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  private static void check(ForeignQueue foreign, List<UpdateQueue> all) {
    if (foreign.passOn().flatMap(to -> named(all, to)).isPresent()) {
      throw Refused.unprocessable(
          "/passOn", "Messages cannot be passed on to a queue that is read here too.");
    }
    boolean fed = all.stream().anyMatch(queue -> foreign.name().equals(queue.passOn()));
    if (fed) {
      throw Refused.unprocessable(
          "/name", "Messages are passed on to that queue from here: reading it would repeat them.");
    }
  }

  private static UpdateQueue sameAs(UpdateQueue wanted, UpdateQueue stored) {
    if (stored.kind() != QueueKind.FOREIGN || !Objects.equals(stored.passOn(), wanted.passOn())) {
      throw Refused.conflict(
          "A queue of this name is read already, as %s%s."
              .formatted(
                  stored.kind(),
                  stored.passOn() == null ? "" : ", passed on to " + stored.passOn()));
    }
    return stored;
  }
}
