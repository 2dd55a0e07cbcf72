package io.tallyboard.contract.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a job's life, with all that its times are made of.
 *
 * @param at the sender's time
 * @param receivedAt ours
 * @param notBefore as in {@link Extraction}
 */
public record Mark(
    Event event, Instant receivedAt, @Nullable Instant notBefore, @Nullable Instant at) {

  public static Mark of(Extraction e) {
    return new Mark(e.event(), e.receivedAt(), e.notBefore(), e.at());
  }
}
