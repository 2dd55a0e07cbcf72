package io.tallyboard.api.domain;

/** A number that somebody was told and confirmed. */
public final class Confirmation {
  private static final long FEW = 10;
  private static final long PART = 10;

  private Confirmation() {}

  /** Things come and go while somebody reads a number; but what is confirmed must be about that many. */
  public static boolean differs(long count, long confirmed) {
    return Math.abs(count - confirmed) > Math.max(FEW, confirmed / PART);
  }
}
