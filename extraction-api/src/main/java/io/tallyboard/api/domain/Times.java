package io.tallyboard.api.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of moments, in whole milliseconds as they are stored.
 *
 * @param from at or after this
 * @param to before this
 */
public record Times(Optional<Instant> from, Optional<Instant> to) {
  private static final Times ANY = new Times(Optional.empty(), Optional.empty());

  public Times {
    from = from.map(Times::up);
    to = to.map(Times::up);
  }

  public static Times any() {
    return ANY;
  }

  public boolean all() {
    return from.isEmpty() && to.isEmpty();
  }

  /** A missing moment is in no range but the one without ends. */
  public boolean holds(@Nullable Instant at) {
    return all()
        || (at != null
            && from.map(f -> !at.isBefore(f)).orElse(true)
            && to.map(at::isBefore).orElse(true));
  }

  private static Instant up(Instant at) {
    Instant down = at.truncatedTo(ChronoUnit.MILLIS);
    return down.equals(at) ? at : down.plusMillis(1);
  }
}
