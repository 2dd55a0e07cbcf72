package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.QueuePosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far each queue is read. What is written here never goes back within an epoch. */
public interface QueuePositions {

  Uni<Optional<QueuePosition>> of(String queue);

  /** Of all queues. */
  Uni<List<QueuePosition>> all();

  /** Everything through this place is stored and folded. */
  Uni<Void> foldedThrough(String queue, Through through);

  /**
   * A place, and what the next reader must know of it.
   *
   * @param epoch that it is a place of: of another one it is no place at all
   * @param digest of the message there
   * @param liveAt what was published before is folded; null where nothing new is known
   */
  record Through(
      int epoch, long seq, String digest, Instant receivedAt, @Nullable Instant liveAt) {}

  /** What was published before this is folded, and nothing came since. */
  Uni<Void> live(String queue, Instant liveAt);

  /** Everything through this place was passed on. */
  Uni<Void> passedThrough(String queue, long seq);

  /**
   * Messages that were removed before they were read.
   *
   * @return whether it was not yet known
   */
  Uni<Boolean> gap(String queue, QueuePosition.Gap gap);

  /**
   * Where a new log begins.
   *
   * @param after the place that its first message comes after; -1 where that is the stream's first
   * @param digest of the message there
   */
  record Beginning(long after, @Nullable String digest) {}

  /**
   * The stream was made anew, or cut off: a new log begins. Has no effect where it began already.
   *
   * @param epoch of the new log, from 1
   */
  Uni<Void> begin(String queue, int epoch, Beginning beginning);
}
