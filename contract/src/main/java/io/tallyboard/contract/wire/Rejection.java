package io.tallyboard.contract.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A message that another service could not use, handed to job-tracker, the one writer of rejected
 * messages. Told apart by the field {@code rejected}.
 *
 * @param rejected where it came from: an exchange or queue
 * @param controlId the same body rejected for the same reason has the same id, and is counted, not
 *     repeated
 * @param body as text, redacted by its reader
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rejection(
    String rejected,
    @JsonProperty("control_id") String controlId,
    String reason,
    String detail,
    String body) {}
