package io.tallyboard.api.rest;

import io.tallyboard.api.domain.Secret;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one message is to be sent again.
 *
 * @param secretKey of the system that sent a message which is not ours; used once, and not kept
 */
public record ErrorMessageRequest(
    @Nullable @Size(max = 4096, message = "A key has at most 4096 characters.") String secretKey) {

  Optional<Secret> key() {
    return Queries.given(secretKey).map(Secret::new);
  }

  @Override
  public String toString() {
    return "ErrorMessageRequest[key withheld]";
  }
}
