package io.tallyboard.api.rest.auth;

import io.tallyboard.api.domain.Secret;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a call carries its key. */
public final class Credentials {
  public static final String COOKIE = "tallyboard_session";
  public static final String HEADER = "X-API-KEY";
  private static final String BEARER = "bearer ";

  private Credentials() {}

  /** From {@code X-API-KEY}, or else {@code Authorization: Bearer}. */
  public static Optional<Secret> header(@Nullable String apiKey, @Nullable String authorization) {
    if (apiKey != null && !apiKey.isBlank()) {
      return Optional.of(new Secret(apiKey.strip()));
    }
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(new Secret(authorization.substring(BEARER.length()).strip()));
    }
    return Optional.empty();
  }

  public static Optional<Secret> header(HttpHeaders headers) {
    return header(
        headers.getHeaderString(HEADER), headers.getHeaderString(HttpHeaders.AUTHORIZATION));
  }

  static Optional<Secret> cookie(Map<String, Cookie> cookies) {
    return Optional.ofNullable(cookies.get(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> !value.isBlank())
        .map(Secret::new);
  }
}
