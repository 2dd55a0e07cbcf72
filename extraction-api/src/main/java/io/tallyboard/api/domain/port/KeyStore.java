package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** API keys and sessions, by their hashes. */
public interface KeyStore {
  Uni<Void> add(ApiKey key);

  Uni<Optional<ApiKey>> byHash(String hash);

  Uni<List<ApiKey>> byHashes(Collection<String> hashes);

  /** The roles of a user's keys, those that are no sessions. */
  Uni<Set<Role>> roles(String userId);

  /** The keys that are no sessions, the newest first. */
  Uni<List<ApiKey>> page(Optional<PagePoint> after, int limit);

  /**
   * Removes it with all sessions that were opened with it.
   *
   * @return whether there was such a key
   */
  Uni<Boolean> remove(String hash);

  /** The one key from the configuration: any earlier one stops working. */
  Uni<Void> bootstrap(ApiKey key);

  Uni<Void> removeExpired(Instant now);
}
