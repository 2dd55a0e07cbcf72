package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.RejectedUpdate;
import io.tallyboard.tracker.domain.TailMatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of updates and of what could not be used: appended to, never changed. */
public interface UpdateLog {

  /** A message of a queue as it will be stored: usable, or rejected. */
  sealed interface Entry {
    record Kept(Extraction extraction) implements Entry {}

    record Rejected(RejectedUpdate update) implements Entry {}
  }

  /**
   * Stores the entries of one queue in their order, so that whatever fails, what is stored has no
   * gap. An entry whose place is taken is stored already.
   *
   * @return the extractions as they stand in the store, in order
   */
  Uni<List<Extraction>> append(List<Entry> entries);

  /** The last stored messages of a queue, in order; at most {@code count}. */
  Uni<List<TailMatch.Stored>> tail(String queue, int count);

  /** The time of the last stored message of a queue; null before the first. */
  Uni<@Nullable Instant> lastReceivedAt(String queue);
}
