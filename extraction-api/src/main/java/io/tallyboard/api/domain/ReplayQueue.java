package io.tallyboard.api.domain;

import io.tallyboard.contract.store.QueueKind;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.UpdateQueueChoice;
import java.util.List;
import java.util.Optional;

/** Which update queue a replay goes through. */
public final class ReplayQueue {
  private ReplayQueue() {}

  /**
   * The message's own where it is one of ours, so that two replays of it stand in one order; else the
   * one that its id falls to. Empty where no queue is declared yet.
   */
  public static Optional<String> of(RejectedCard card, List<UpdateQueue> queues) {
    // A stream that was made anew under the same name is another log.
    String own = card.queue().replaceFirst("~\\d+$", "");
    return queues.stream()
        .filter(queue -> queue.kind() != QueueKind.FOREIGN)
        .map(UpdateQueue::name)
        .filter(name -> name.equals(own) || name.equals(card.queue()))
        .findFirst()
        .or(() -> UpdateQueueChoice.of(card.id(), queues));
  }
}
