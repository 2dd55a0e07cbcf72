package io.tallyboard.tracker.messaging;

import io.tallyboard.contract.Topology;
import io.tallyboard.tracker.domain.TailMatch;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Gives each message its place in its queue. Used by one thread at a time. */
sealed interface Numbering {

  /** For a message whose place is not yet known. */
  long LATER = -1;

  /** Takes the next message: its place, or {@link #LATER}. */
  long arrive(@Nullable Map<String, Object> headers, String digest);

  /** Nothing more comes for now. */
  void quiet();

  /** Whether the places of all messages so far are known. */
  boolean known();

  /** The place of the n-th message of this subscription, from 0. Only once known. */
  long seqOf(int n);

  /** On a stream the broker numbers: every message brings its offset. */
  final class ByOffset implements Numbering {
    private final LongConsumer missing;
    private long expected;

    /**
     * Begins after what is folded.
     *
     * @param missing is told how many messages retention removed before they were read
     */
    ByOffset(long foldedThrough, LongConsumer missing) {
      this.expected = foldedThrough + 1;
      this.missing = missing;
    }

    @Override
    public long arrive(@Nullable Map<String, Object> headers, String digest) {
      Object offset = headers == null ? null : headers.get(Topology.STREAM_OFFSET);
      if (!(offset instanceof Number number)) {
        throw new IllegalStateException("a message of a stream came without its offset");
      }
      long seq = number.longValue();
      if (seq > expected) {
        missing.accept(seq - expected);
      }
      expected = seq + 1;
      return seq;
    }

    @Override
    public void quiet() {
      // Every message tells its own place.
    }

    @Override
    public boolean known() {
      return true;
    }

    @Override
    public long seqOf(int n) {
      throw new IllegalStateException("a message of a stream is numbered as it arrives");
    }
  }

  /** On a plain queue we number, after those that are stored already have been recognised. */
  final class ByTail implements Numbering {
    private final TailMatch match;

    ByTail(TailMatch match) {
      this.match = match;
    }

    @Override
    public long arrive(@Nullable Map<String, Object> headers, String digest) {
      match.arrive(digest);
      return LATER;
    }

    @Override
    public void quiet() {
      match.quiet();
    }

    @Override
    public boolean known() {
      return match.decided();
    }

    @Override
    public long seqOf(int n) {
      return match.seqOf(n);
    }
  }
}
