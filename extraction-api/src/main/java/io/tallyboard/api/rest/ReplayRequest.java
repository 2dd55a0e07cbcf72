package io.tallyboard.api.rest;

import io.tallyboard.api.domain.RejectedFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected messages an operator wants to be taken once more; what is left out does not matter.
 *
 * @param text part of the body or of the detail, in any case
 * @param from received at or after this
 * @param to received before this
 * @param dryRun only count
 * @param limit of what is asked for at once, the oldest first
 */
public record ReplayRequest(
    @Nullable String reason,
    @Nullable String queue,
    @Nullable @Pattern(regexp = "^[^\\x00]*$", message = "It holds a NUL character.") String text,
    @Nullable String from,
    @Nullable String to,
    @Nullable Boolean dryRun,
    @Nullable @Min(value = 1, message = LIMIT) @Max(value = MOST, message = LIMIT) Integer limit) {
  static final int MOST = 10_000;
  private static final int USUAL = 1_000;
  private static final String LIMIT = "A whole number from 1 to 10000 is expected.";

  RejectedFilter filter() {
    return new RejectedFilter(
        Queries.given(reason),
        Queries.given(queue),
        Optional.empty(),
        Queries.given(text),
        Queries.instant("/from", from),
        Queries.instant("/to", to),
        Optional.empty());
  }

  boolean counting() {
    return Boolean.TRUE.equals(dryRun);
  }

  int bound() {
    return limit == null ? USUAL : limit;
  }
}
