package io.tallyboard.tracker.messaging;

import io.tallyboard.tracker.domain.TailMatch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each message its place in its queue. Used by one thread at a time. */
sealed interface Numbering {

  /** For a message whose place is not yet known. */
  long LATER = -1;

  /** For a message that is stored and folded already, and of which nothing more is to be done. */
  long DONE = -2;

  /** Told of places whose messages the stream no longer has. */
  interface Gaps {
    void missing(long from, long to);
  }

  /**
   * Takes the next message: its place, {@link #LATER} or {@link #DONE}.
   *
   * @throws StreamMadeAnew if the queue is not the one that was read before
   */
  long arrive(@Nullable Map<String, Object> headers, String digest);

  /**
   * Nothing more comes for now.
   *
   * @param full because no more may come before some of these are done with
   */
  void quiet(boolean full);

  /** Whether the places of all messages so far are known. */
  boolean known();

  /** The place of the n-th message of this subscription, from 0. Only once known. */
  long seqOf(int n);

  /** On a stream the broker numbers: every message brings its offset. */
  final class ByOffset implements Numbering {

    /**
     * The broker puts an entry of its own into the stream wherever a segment of it begins, and that
     * takes one offset.
     */
    private static final long BROKERS_OWN = 1;

    private final Gaps gaps;
    private final long through;
    private final @Nullable String digest;
    private long expected;
    private boolean resuming;

    /**
     * Begins with what was folded last, so as to know the stream again; where nothing is folded, with
     * the first.
     *
     * @param digest of what was folded last; null where it is not known
     */
    ByOffset(long foldedThrough, @Nullable String digest, Gaps gaps) {
      this.through = foldedThrough;
      this.digest = digest;
      this.gaps = gaps;
      this.expected = Math.max(0, foldedThrough);
      this.resuming = foldedThrough >= 0;
    }

    /** The offset to begin to read at. */
    long from() {
      return expected;
    }

    @Override
    public long arrive(@Nullable Map<String, Object> headers, String arrived) {
      long seq = StreamProbe.offset(headers);
      if (resuming) {
        resuming = false;
        expected = through + 1;
        if (seq == through && (digest == null || digest.equals(arrived))) {
          return DONE;
        }
        // Where segments were removed, the next begins with an entry of the broker's own; so
        // whatever
        // begins right behind our last message without it, or with another in its place, is not
        // ours.
        if (seq <= expected) {
          throw new StreamMadeAnew(through);
        }
      }
      if (seq > expected + BROKERS_OWN) {
        gaps.missing(expected, seq - 1);
      }
      expected = seq + 1;
      return seq;
    }

    @Override
    public void quiet(boolean full) {
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
    public void quiet(boolean full) {
      if (full) {
        match.full();
      } else {
        match.quiet();
      }
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
