package io.tallyboard.api.live;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.domain.Visibility;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: what goes first, then what waits. While the past is told, changes wait behind it.
 * Safe for use by many threads; events of one subject are never told in an older version than before.
 */
public final class Follower {
  private final StreamFilter filter;
  private final Visibility visibility;
  private final Caller caller;
  private final Sink sink;
  private final Waiting waiting = new Waiting();
  private final Deque<byte[]> first = new ArrayDeque<>();
  private final Deque<byte[]> past = new ArrayDeque<>();
  private boolean held = true;
  private boolean ended;
  private @Nullable Runnable whenTaken;

  Follower(StreamFilter filter, Visibility visibility, Caller caller, Sink sink) {
    this.filter = filter;
    this.visibility = visibility;
    this.caller = caller;
    this.sink = sink;
  }

  StreamFilter filter() {
    return filter;
  }

  Visibility visibility() {
    return visibility;
  }

  Caller caller() {
    return caller;
  }

  Sink sink() {
    return sink;
  }

  /** Sends something before all that waits. */
  void sendFirst(byte[] frame) {
    synchronized (this) {
      if (!ended) {
        first.add(frame);
      }
    }
    sink.wake();
  }

  /** Sends what belongs to the past, for as long as that is wanted. */
  void sendPast(List<byte[]> frames, Runnable afterwards) {
    synchronized (this) {
      if (held) {
        past.addAll(frames);
        whenTaken = afterwards;
      }
    }
    sink.wake();
  }

  /**
   * A change.
   *
   * @param marker what is sent instead, should too much wait
   * @return whether too much did
   */
  boolean offer(Waiting.Event event, Supplier<byte[]> marker) {
    boolean shed;
    synchronized (this) {
      if (ended) {
        return false;
      }
      shed = waiting.add(event, marker);
      if (shed && held) {
        // What is still to be told of the past is read anew, too.
        goOn();
      }
    }
    sink.wake();
    return shed;
  }

  /** Gives up what is to be told: from now on only what changes. */
  void skip(byte[] marker) {
    synchronized (this) {
      if (!ended) {
        waiting.reset(marker);
        goOn();
      }
    }
    sink.wake();
  }

  /**
   * The past is told, in these versions by subject. Nothing that was read before is on its way any
   * more.
   */
  void live(Map<String, Long> told) {
    synchronized (this) {
      if (held && !ended) {
        waiting.forget(told);
        goOn();
      }
    }
    sink.wake();
  }

  /** There is no past to tell. */
  void open() {
    synchronized (this) {
      held = false;
    }
    sink.wake();
  }

  private void goOn() {
    past.clear();
    whenTaken = null;
    held = false;
  }

  /** The past is told, or given up. */
  synchronized boolean isLive() {
    return !held;
  }

  /** Nothing waits to be taken. */
  synchronized boolean isUpToDate() {
    return !held && first.isEmpty() && waiting.isEmpty();
  }

  /** One last thing, whatever waits. */
  void end(byte[] frame) {
    synchronized (this) {
      if (!ended) {
        goOn();
        waiting.reset(frame);
        ended = true;
      }
    }
    sink.wake();
  }

  /** Nothing will be sent any more once nothing can be taken. */
  public synchronized boolean isEnding() {
    return ended;
  }

  /** Takes what is to be sent next, about as much as said; empty where there is nothing now. */
  public byte[] take(int upTo) {
    @Nullable Runnable then = null;
    byte[] taken;
    synchronized (this) {
      if (!first.isEmpty()) {
        taken = first.remove();
      } else if (!past.isEmpty()) {
        taken = past.remove();
        if (past.isEmpty()) {
          then = whenTaken;
          whenTaken = null;
        }
      } else {
        taken = held ? new byte[0] : waiting.take(upTo);
      }
    }
    if (then != null) {
      then.run();
    }
    return taken;
  }
}
