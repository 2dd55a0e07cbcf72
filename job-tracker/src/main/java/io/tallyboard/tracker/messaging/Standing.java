package io.tallyboard.tracker.messaging;

import io.tallyboard.tracker.domain.TailMatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the store stands with a queue.
 *
 * @param epoch how often the stream was made anew
 * @param foldedThrough the place up to which everything is folded; -1 before the first
 * @param digest of the message there; null where it is not known
 * @param lastReceivedAt of the last stored message: time does not go back within a queue
 * @param liveAt what was published before is folded; the epoch where nobody knows
 * @param tail the last stored messages, of a plain queue
 */
record Standing(
    String queue,
    int epoch,
    long foldedThrough,
    @Nullable String digest,
    Instant lastReceivedAt,
    Instant liveAt,
    List<TailMatch.Stored> tail) {
  Standing {
    tail = List.copyOf(tail);
  }

  /** The log that the queue's messages stand in now. */
  String log() {
    return log(epoch);
  }

  /** The log that they stood in once. */
  String log(int at) {
    return at == 0 ? queue : queue + "~" + at;
  }
}
