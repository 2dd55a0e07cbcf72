package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.QueueStanding;
import io.tallyboard.api.domain.QueueStanding.Lease;
import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.QueuePosition;
import io.tallyboard.contract.store.UpdateQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue that jobs report to, as a client reads it.
 *
 * @param passOn of another system's queue: where its messages go on to
 * @param foldedThrough the place up to which its updates are stored and folded into jobs
 * @param receivedAt when the message there was received
 * @param liveAt when it was last known to be read to its end
 * @param passedThrough of another system's queue: the place up to which its messages were passed on
 * @param epoch how often a stream was made anew under this name
 * @param gaps messages that were removed before they were read
 * @param holder the replica of job-tracker that reads it now, where that is shared by leases
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpdateQueueView(
    String name,
    QueueKind kind,
    Instant declaredAt,
    @Nullable String passOn,
    @Nullable Long foldedThrough,
    @Nullable Instant receivedAt,
    @Nullable Instant liveAt,
    @Nullable Long passedThrough,
    @Nullable Integer epoch,
    List<GapView> gaps,
    @Nullable String holder,
    @Nullable Instant holderUntil) {

  /** The messages from one place to another, both included, that nobody has read. */
  public record GapView(String log, long from, long to, long count, Instant foundAt) {
    static GapView of(QueuePosition.Gap gap) {
      return new GapView(gap.log(), gap.from(), gap.to(), gap.to() - gap.from() + 1, gap.foundAt());
    }
  }

  /** All of them. */
  public record UpdateQueueList(List<UpdateQueueView> queues) {}

  static UpdateQueueView of(UpdateQueue queue) {
    return of(new QueueStanding(queue, Optional.empty(), Optional.empty()));
  }

  static UpdateQueueView of(QueueStanding standing) {
    UpdateQueue queue = standing.queue();
    QueuePosition at = standing.position().orElse(null);
    List<QueuePosition.Gap> gaps = at == null ? null : at.gaps();
    return new UpdateQueueView(
        queue.name(),
        queue.kind(),
        queue.declaredAt(),
        queue.passOn(),
        at == null ? null : at.foldedThrough(),
        at == null ? null : at.receivedAt(),
        at == null ? null : at.liveAt(),
        at == null ? null : at.passedThrough(),
        at == null ? null : at.epoch(),
        gaps == null ? List.of() : gaps.stream().map(GapView::of).toList(),
        standing.lease().map(Lease::holder).orElse(null),
        standing.lease().map(Lease::until).orElse(null));
  }
}
