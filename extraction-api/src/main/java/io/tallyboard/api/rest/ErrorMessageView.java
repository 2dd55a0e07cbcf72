package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.actions.ErrorDesk.Shown;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job message that its extractor gave up on, as a client reads it.
 *
 * @param jobState of its job now
 * @param ours whether the board sent it
 * @param length of the whole, in bytes
 * @param reason its job's last words of a failure
 * @param fate whether it waits, was replayed or was dropped
 * @param replayable whether it can be sent again; {@code notReplayable} says why not
 * @param needsKey whether that needs a key of the system that sent it
 * @param body without its key; only where one message is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorMessageView(
    String id,
    String queue,
    String extractor,
    @Nullable String jobId,
    @Nullable JobState jobState,
    boolean ours,
    long length,
    Instant receivedAt,
    @Nullable String reason,
    ErrorMessage.Fate fate,
    @Nullable Instant decidedAt,
    @Nullable UserRef decidedBy,
    @Nullable String note,
    boolean replayable,
    @Nullable String notReplayable,
    boolean needsKey,
    @Nullable String body) {

  /** Some of them; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ErrorMessagePage(List<ErrorMessageView> messages, @Nullable String next) {}

  /** How many there are. */
  public record ErrorMessageCounts(long total, Map<String, Long> byExtractor) {
    static ErrorMessageCounts of(Map<String, Long> counts) {
      return new ErrorMessageCounts(counts.values().stream().mapToLong(n -> n).sum(), counts);
    }
  }

  /** How many wait and match, how many were decided about now, and how many could not be. */
  public record ManyDecided(long matched, long done, long refused, boolean dryRun) {}

  static ErrorMessageView listed(Shown shown) {
    return of(shown, null);
  }

  static ErrorMessageView whole(Shown shown) {
    return of(shown, shown.message().body());
  }

  private static ErrorMessageView of(Shown shown, @Nullable String body) {
    ErrorMessage m = shown.message();
    String why = m.notReplayable().orElse(null);
    return new ErrorMessageView(
        m.id(),
        m.queue(),
        m.extractor(),
        m.jobId(),
        shown.state().orElse(null),
        m.ours(),
        m.length(),
        m.receivedAt(),
        shown.reason().orElse(null),
        m.fate(),
        m.decidedAt(),
        m.decidedBy(),
        m.note(),
        why == null,
        why,
        !m.ours(),
        body);
  }
}
