package io.tallyboard.contract.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Spreads jobs over the update queues. The choice is kept with the job, so that the set may grow. */
public final class UpdateQueueChoice {
  private UpdateQueueChoice() {}

  /** Of our own queues: nobody is sent to another system's. Empty where none is declared yet. */
  public static Optional<String> of(String jobId, List<UpdateQueue> queues) {
    List<UpdateQueue> sorted =
        queues.stream()
            .filter(queue -> queue.kind() != QueueKind.FOREIGN)
            .sorted(Comparator.comparing(UpdateQueue::name))
            .toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int hash = jobId.hashCode();
    // The low bits of a text's hash code depend on its last characters only.
    int spread = (hash ^ (hash >>> 16)) * 0x45d9f3b;
    return Optional.of(sorted.get(Math.floorMod(spread ^ (spread >>> 16), sorted.size())).name());
  }
}
