package io.tallyboard.tracker.ingest;

import io.smallrye.mutiny.Uni;

/** Ends the process at the n-th point where it could be ended. */
public class Faults {

  /** The process is no more. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
      super(where, null, false, false);
    }
  }

  private long left = Long.MAX_VALUE;
  private boolean dead;
  private long met;

  /** None at all. */
  public static Faults none() {
    return new Faults();
  }

  /** A new process, which lives for so many points. */
  public void live(long points) {
    left = points;
    dead = false;
  }

  /** How many points were met in all. */
  public long met() {
    return met;
  }

  /** A point before an effect. */
  public void before(String what) {
    point("before " + what);
  }

  /** A point after an effect, of which the process no longer hears. */
  public void after(String what) {
    point("after " + what);
  }

  private void point(String where) {
    met++;
    if (dead || left-- <= 0) {
      dead = true;
      throw new Killed(where);
    }
  }

  Uni<Void> step(String what, Runnable effect) {
    return Uni.createFrom()
        .item(
            () -> {
              before(what);
              effect.run();
              after(what);
              return null;
            })
        .replaceWithVoid();
  }
}
