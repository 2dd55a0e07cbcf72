package io.tallyboard.api.domain;

import io.tallyboard.contract.store.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a job waits, as it is told.
 *
 * @param behind how many go before it; null where that is not the reason, or was not counted
 * @param waited since it was submitted
 * @param text the same in words
 * @param ordinary whether it lies in its extractor's queue, and will be taken from it in its turn
 */
public record Wait(
    WaitReason reason,
    @Nullable Long behind,
    Instant since,
    Duration waited,
    String text,
    Optional<Estimate> estimate,
    boolean ordinary) {

  /** Between when it will probably start, if all goes on as it did lately. */
  public record Estimate(Instant from, Instant to) {}
}
