package io.tallyboard.monitor.domain;

import io.tallyboard.monitor.domain.Rhythms.Noted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Takes beats into memory, at any rate, until they are written. */
public final class Intake {
  private final Rhythms rhythms;
  private final Pending pending;
  private final Watch watch;

  public Intake(Rhythms rhythms, Pending pending, Watch watch) {
    this.rhythms = rhythms;
    this.pending = pending;
    this.watch = watch;
  }

  /** False if there is no room for it. */
  public boolean take(Beat beat, Instant now) {
    // The store keeps milliseconds: with more, what was read would never equal what was written.
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    Noted noted = rhythms.note(beat.instance(), at, watch.steadySince());
    List<Long> intervals = noted.interval().stream().boxed().toList();
    boolean kept =
        pending.add(new Heard(beat, noted.first(), at, at, noted.again() ? 0 : 1, intervals));
    if (!kept) {
      watch.missed();
    }
    return kept;
  }
}
