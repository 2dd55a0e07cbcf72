package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks job-tracker to take a rejected message once more, as it is kept. It goes through an update
 * queue like any update, so that what becomes of it has a place in the log. Told apart by the field
 * {@code replay}.
 *
 * @param replay the id of the rejected message
 * @param controlId deterministic: the same message replayed twice counts once
 * @param by the user who asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replay(
    String replay, @JsonProperty("control_id") String controlId, @Nullable String by) {

  /** Of that message, by that user. */
  public static Replay of(String rejectedId, String by) {
    return new Replay(rejectedId, "replay:" + rejectedId, by);
  }
}
