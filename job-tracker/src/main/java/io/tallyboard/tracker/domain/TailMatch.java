package io.tallyboard.tracker.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Recognises messages that a plain queue hands out again. What was stored and not acknowledged is a
 * suffix of what is stored, begins where a batch began, and comes back first and in order. So the
 * longest such suffix that equals the first messages to arrive is taken as stored already.
 *
 * <p>Right unless different updates with identical bodies meet exactly at that boundary: nothing in
 * them could tell. Fed one message after the other until it has {@linkplain #decided() decided}.
 */
public final class TailMatch {

  /** A stored message, by its place and its body's digest. */
  public record Stored(long seq, String digest, boolean batchStart) {}

  private final List<Stored> tail;

  /** Where suffixes begin that all messages so far agree with, the longest first. */
  private List<Integer> alive;

  private int arrived;
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
      if (tail.get(i).batchStart()) {
        alive.add(i);
      }
    }
    decided = alive.isEmpty();
  }

  /** Takes the next message that arrived. Has no effect once decided. */
  public void arrive(String digest) {
    if (decided) {
      return;
    }
    List<Integer> still = new ArrayList<>();
    for (int start : alive) {
      int at = start + arrived;
      if (at < tail.size() && tail.get(at).digest().equals(digest)) {
        still.add(start);
      }
    }
    arrived++;
    alive = still;
    // A suffix is whole once the last stored message has come again. The longest are the last to
    // become whole, so a later one outdoes an earlier.
    for (int start : alive) {
      if (start + arrived == tail.size()) {
        matched = arrived;
      }
    }
    decided = alive.stream().noneMatch(start -> start + arrived < tail.size());
  }

  /** No more messages are there: whatever is not whole by now was never handed out again. */
  public void quiet() {
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
    int start = tail.size() - matched;
    long next = tail.isEmpty() ? 0 : tail.get(tail.size() - 1).seq() + 1;
    return n < matched ? tail.get(start + n).seq() : next + n - matched;
  }
}
