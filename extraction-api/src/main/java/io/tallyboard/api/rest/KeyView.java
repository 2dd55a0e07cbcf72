package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param id its hash: it opens nothing
 * @param key itself, in the answer that made it and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(
    String id,
    @Nullable String key,
    UserRef user,
    String role,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** Some of the keys; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KeyPage(List<KeyView> keys, @Nullable String next) {}

  static KeyView of(ApiKey key, @Nullable String secret) {
    return new KeyView(
        key.id(), secret, key.user(), key.role().word(), key.createdAt(), key.expiresAt());
  }
}
