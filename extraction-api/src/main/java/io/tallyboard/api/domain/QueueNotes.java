package io.tallyboard.api.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What was noted of an extractor's queue.
 *
 * @param missingSince since when it was seen not to exist
 * @param idleSince since when nobody was seen to take jobs from it
 */
public record QueueNotes(
    Turns turns, StartRate rate, Optional<Instant> missingSince, Optional<Instant> idleSince) {

  public static QueueNotes none() {
    return new QueueNotes(
        Turns.none(), new StartRate(Map.of()), Optional.empty(), Optional.empty());
  }

  /** The same after another look. */
  public QueueNotes seen(QueueState state) {
    return new QueueNotes(
        turns,
        rate,
        when(!state.exists(), missingSince, state.checkedAt()),
        when(state.exists() && state.consumers() == 0, idleSince, state.checkedAt()));
  }

  private static Optional<Instant> when(boolean so, Optional<Instant> before, Instant now) {
    return so ? before.or(() -> Optional.of(now)) : Optional.empty();
  }
}
