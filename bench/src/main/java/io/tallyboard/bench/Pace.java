package io.tallyboard.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A steady rate, which begins now. */
record Pace(int perSecond, long begin) {
  static Pace of(int perSecond) {
    return new Pace(perSecond, System.nanoTime());
  }

  /** By the clock and not after the one before: a late one does not make all others late. */
  void awaitTurn(int n) {
    long due = begin + TimeUnit.SECONDS.toNanos(1) / perSecond * n;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
