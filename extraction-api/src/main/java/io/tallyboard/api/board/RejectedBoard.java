package io.tallyboard.api.board;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.RejectedCard;
import io.tallyboard.api.domain.RejectedFilter;
import io.tallyboard.api.domain.ReplayQueue;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.RejectedRecords;
import io.tallyboard.api.domain.port.ReplaySender;
import io.tallyboard.api.domain.port.UpdateQueues;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.wire.Replay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages that could not be used: looked through, and sent on their way once more. */
@ApplicationScoped
public class RejectedBoard {
  private final RejectedRecords records;
  private final UpdateQueues queues;
  private final ReplaySender sender;

  RejectedBoard(RejectedRecords records, UpdateQueues queues, ReplaySender sender) {
    this.records = records;
    this.queues = queues;
    this.sender = sender;
  }

  /** The newest first. */
  public Uni<Page<RejectedCard>> page(RejectedFilter filter, Optional<PagePoint> after, int limit) {
    return records
        .page(filter, after, limit + 1)
        .map(found -> Page.of(found, limit, card -> card.point().cursor()));
  }

  /** Fails with {@link Refused} where there is none. */
  public Uni<RejectedUpdate> byId(String id) {
    return records
        .byId(id)
        .map(
            found ->
                found.orElseThrow(
                    () -> Refused.notFound("There is no rejected message of this id.")));
  }

  public Uni<Map<String, Long>> counts(RejectedFilter filter) {
    return records.counts(filter);
  }

  /**
   * What was asked of job-tracker.
   *
   * @param queue that it goes through
   */
  public record Asked(String queue, Replay replay) {}

  /** Asks for a replay. Fails with {@link Refused} where there can be none. */
  public Uni<Asked> replay(String id, UserRef by) {
    return byId(id)
        .map(RejectedCard::of)
        .invoke(
            card ->
                card.notReplayable()
                    .ifPresent(
                        why -> {
                          throw Refused.conflict(why);
                        }))
        .chain(card -> queues.all().chain(all -> ask(card, all, by)));
  }

  /**
   * What became of a replay of many.
   *
   * @param matched how many the filter matches
   * @param replayable how many of them can be replayed
   * @param sent how many were asked for now
   */
  public record Replayed(long matched, long replayable, long sent) {}

  /**
   * Asks for the replay of what a filter matches, in the order in which it came.
   *
   * @param limit of what is asked for at once; 0 only counts
   */
  public Uni<Replayed> replay(RejectedFilter filter, int limit, UserRef by) {
    Uni<Long> matched =
        records.counts(filter).map(all -> all.values().stream().mapToLong(n -> n).sum());
    return Uni.combine()
        .all()
        .unis(matched, records.replayable(filter))
        .asTuple()
        .chain(
            n ->
                (limit == 0 ? Uni.createFrom().item(0L) : send(filter, limit, by))
                    .map(sent -> new Replayed(n.getItem1(), n.getItem2(), sent)));
  }

  private Uni<Long> send(RejectedFilter filter, int limit, UserRef by) {
    return queues
        .all()
        .chain(
            all ->
                records
                    .toReplay(filter, limit)
                    .chain(
                        cards ->
                            Multi.createFrom()
                                .iterable(cards)
                                .onItem()
                                .transformToUniAndConcatenate(card -> ask(card, all, by))
                                .collect()
                                .with(java.util.stream.Collectors.counting())));
  }

  private Uni<Asked> ask(RejectedCard card, List<UpdateQueue> all, UserRef by) {
    String queue =
        ReplayQueue.of(card, all)
            .orElseThrow(() -> Refused.notReady("No update queue is declared yet."));
    Replay replay = Replay.of(card.id(), by.id());
    return sender
        .send(queue, replay)
        .onFailure()
        .transform(e -> Refused.notReady("The broker does not answer; what was asked may be done."))
        .invoke(
            outcome -> {
              if (outcome == JobSender.Outcome.NO_SUCH_QUEUE) {
                throw Refused.notReady("The update queue " + queue + " is not there now.");
              }
            })
        .replaceWith(new Asked(queue, replay));
  }
}
