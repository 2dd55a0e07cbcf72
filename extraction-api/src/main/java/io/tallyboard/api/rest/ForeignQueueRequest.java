package io.tallyboard.api.rest;

import io.tallyboard.api.domain.ForeignQueue;
import io.tallyboard.api.domain.Refused;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator sends to have another system's queue read.
 *
 * @param passOn where its messages go on to, unchanged
 */
public record ForeignQueueRequest(
    @NotBlank(message = "A queue's name is expected.") String name, @Nullable String passOn) {

  ForeignQueue toQueue() {
    try {
      return new ForeignQueue(name, Queries.given(passOn));
    } catch (IllegalArgumentException e) {
      throw Refused.unprocessable("/name", String.valueOf(e.getMessage()));
    }
  }
}
