package io.tallyboard.api.domain;

import io.tallyboard.contract.store.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range of durations in milliseconds, both ends in it. */
public record Lengths(Optional<Long> min, Optional<Long> max) {
  private static final Lengths ANY = new Lengths(Optional.empty(), Optional.empty());

  public static Lengths any() {
    return ANY;
  }

  public boolean all() {
    return min.isEmpty() && max.isEmpty();
  }

  /** A missing duration is in no range but the one without ends. */
  public boolean holds(@Nullable Span span) {
    return all()
        || (span != null
            && min.map(least -> span.millis() >= least).orElse(true)
            && max.map(most -> span.millis() <= most).orElse(true));
  }
}
