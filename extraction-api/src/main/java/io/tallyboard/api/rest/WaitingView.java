package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.Wait;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.WaitReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a job waited for its first start, or has waited so far; and while it waits, why.
 *
 * @param reason while it waits, with {@code since} and {@code text}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaitingView(
    long millis,
    Precision precision,
    @Nullable WaitReason reason,
    @Nullable Long behind,
    @Nullable Instant since,
    @Nullable String text,
    @Nullable EstimateView estimate) {

  /** Between when it will probably start. */
  public record EstimateView(Instant from, Instant to) {}

  /** Whether it goes on: how long it lasted so far, and when it will end, is told anew each time. */
  boolean lasts() {
    return reason != null;
  }

  WaitingView still() {
    return new WaitingView(0, precision, reason, behind, since, text, null);
  }

  static @Nullable WaitingView of(@Nullable Span waited, @Nullable Wait waits) {
    if (waits != null) {
      EstimateView estimate =
          waits.estimate().map(e -> new EstimateView(e.from(), e.to())).orElse(null);
      return new WaitingView(
          waits.waited().toSeconds() * 1_000,
          Precision.SECONDS,
          waits.reason(),
          waits.behind(),
          waits.since(),
          waits.text(),
          estimate);
    }
    return waited == null
        ? null
        : new WaitingView(waited.millis(), waited.precision(), null, null, null, null, null);
  }
}
