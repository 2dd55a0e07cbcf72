package io.tallyboard.tracker.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognises messages that a plain queue hands out again. What was stored and not acknowledged is a
 * suffix of what is stored, and comes back first and in order. So the longest suffix that equals the
 * first messages to arrive is taken as stored already. It may begin anywhere: what comes again may have
 * been cut into other batches, and acknowledged in part.
 *
 * <p>Right unless different updates with identical bodies meet exactly at that boundary: nothing in
 * them could tell. Fed one message after the other until it has {@linkplain #decided() decided}.
 */
public final class TailMatch {

  /** A stored message, by its place and its body's digest. */
  public record Stored(long seq, String digest, Instant receivedAt, boolean batchStart) {

    /** The digest of a place whose message was not kept: any may be it. */
    public static final String UNKNOWN = "*";

    boolean mayBe(String other) {
      return digest.equals(other) || digest.equals(UNKNOWN);
    }
  }

  private final List<Stored> tail;

  /** Where suffixes begin that all messages so far agree with, the longest first. */
  private List<Integer> alive;

  private int arrived;
  private int start;
  private int matched;
  private boolean decided;

  /**
   * Prepares to match.
   *
   * @param tail the last stored messages of the queue in order, as many as may be unacknowledged
   */
  public TailMatch(List<Stored> tail) {
    this.tail = List.copyOf(tail);
    this.alive = new ArrayList<>();
    for (int i = 0; i < tail.size(); i++) {
      alive.add(i);
    }
    decided = alive.isEmpty();
  }

  /** Takes the next message that arrived. */
  public void arrive(String digest) {
    if (decided) {
      confirm(digest);
      return;
    }
    List<Integer> still = new ArrayList<>();
    for (int begin : alive) {
      int at = begin + arrived;
      if (at < tail.size() && tail.get(at).mayBe(digest)) {
        still.add(begin);
      }
    }
    arrived++;
    alive = still;
    // A suffix is whole once the last stored message has come again. The longest are the last to
    // become whole, so a later one outdoes an earlier.
    for (int begin : alive) {
      if (begin + arrived == tail.size()) {
        take(begin, arrived);
      }
    }
    decided = alive.stream().noneMatch(begin -> begin + arrived < tail.size());
  }

  /** What was decided before it had all come again holds as far as it does come. */
  private void confirm(String digest) {
    if (arrived < matched && !tail.get(start + arrived).mayBe(digest)) {
      matched = arrived;
    }
    arrived++;
  }

  private void take(int begin, int count) {
    start = begin;
    matched = count;
  }

  /** No more messages are there: whatever is not whole by now was never handed out again. */
  public void quiet() {
    decided = true;
  }

  /** No more can come before some of these are done with: what is not yet refuted is believed. */
  public void full() {
    if (!decided && !alive.isEmpty()) {
      int longest = alive.get(0);
      take(longest, tail.size() - longest);
    }
    decided = true;
  }

  public boolean decided() {
    return decided;
  }

  /** How many of the first messages are stored already. Only once decided. */
  public int matched() {
    return matched;
  }

  /** The place of the n-th message that arrived, from 0. Only once decided. */
  public long seqOf(int n) {
    long next = tail.isEmpty() ? 0 : tail.get(tail.size() - 1).seq() + 1;
    return n < matched ? tail.get(start + n).seq() : next + n - matched;
  }
}
