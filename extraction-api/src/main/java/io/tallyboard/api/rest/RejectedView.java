package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.RejectedCard;
import io.tallyboard.contract.store.RejectedUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be used, as a client reads it.
 *
 * @param origin where it came from first, if another service handed it in
 * @param length of the whole, in bytes
 * @param digest SHA-256 of the whole, in hexadecimal
 * @param whole whether all of its body is kept
 * @param replayable whether it can be taken once more; {@code notReplayable} says why not
 * @param replayedAs the extraction that it became
 * @param body redacted; only where one message is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedView(
    String id,
    String queue,
    @Nullable String origin,
    String reason,
    String detail,
    long length,
    String digest,
    Instant receivedAt,
    boolean whole,
    boolean replayable,
    @Nullable String notReplayable,
    @Nullable Instant replayedAt,
    @Nullable String replayedBy,
    @Nullable String replayedAs,
    @Nullable Instant replayTriedAt,
    @Nullable String replayFailure,
    @Nullable String body) {

  /** Some of them; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RejectedPage(List<RejectedView> rejected, @Nullable String next) {}

  /** How many there are. */
  public record RejectedCounts(long total, Map<String, Long> byReason) {
    static RejectedCounts of(Map<String, Long> counts) {
      return new RejectedCounts(counts.values().stream().mapToLong(n -> n).sum(), counts);
    }
  }

  /** That a replay was asked for; job-tracker does it when it reads its queue that far. */
  public record ReplayAsked(String id, String queue, String controlId) {}

  /** How many a filter matches, how many of them can be replayed, and how many were asked for. */
  public record ReplaysAsked(long matched, long replayable, long asked, boolean dryRun) {}

  static RejectedView of(RejectedCard card) {
    return of(card, null);
  }

  static RejectedView of(RejectedUpdate update) {
    return of(RejectedCard.of(update), update.body());
  }

  private static RejectedView of(RejectedCard card, @Nullable String body) {
    String why = card.notReplayable().orElse(null);
    return new RejectedView(
        card.id(),
        card.queue(),
        card.origin(),
        card.reason(),
        card.detail(),
        card.length(),
        card.digest(),
        card.receivedAt(),
        card.whole(),
        why == null,
        why,
        card.replayedAt(),
        card.replayedBy(),
        card.replayedAs(),
        card.replayTriedAt(),
        card.replayFailure(),
        body);
  }
}
