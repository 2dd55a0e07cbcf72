package io.tallyboard.api.rest.clowder;

import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.rest.auth.Credentials;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clowder v1's calls have their key in the query; a header will do too. */
final class V1Key {
  private V1Key() {}

  static Optional<Secret> of(@Nullable String query, HttpHeaders headers) {
    return Optional.ofNullable(query)
        .filter(text -> !text.isBlank())
        .map(Secret::new)
        .or(() -> Credentials.header(headers));
  }
}
