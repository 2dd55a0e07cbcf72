package io.tallyboard.api.access;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.VisibilityRule;
import io.tallyboard.api.domain.port.KeyStore;
import io.tallyboard.contract.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hands out keys and sessions, and tells whose they are. */
@ApplicationScoped
public class Keys {
  private final KeyStore store;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ApiConfig config;

  Keys(KeyStore store, InstantSource clock, SecureRandom random, ApiConfig config) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.config = config;
  }

  /** A key and what is known of it: the only time that the key itself is told. */
  public record Minted(Secret secret, ApiKey key) {}

  /** Empty for a key that is unknown or has expired. */
  public Uni<Optional<Caller>> identify(Secret secret) {
    return store
        .byHash(secret.hash())
        .map(found -> found.filter(key -> key.validAt(clock.instant())).map(ApiKey::caller));
  }

  /** Those of the keys and sessions, by their hashes, that are still good. */
  public Uni<Set<String>> valid(Set<String> ids) {
    return store
        .byHashes(ids)
        .map(
            found ->
                found.stream()
                    .filter(key -> key.validAt(clock.instant()))
                    .map(ApiKey::id)
                    .collect(Collectors.toSet()));
  }

  /** What a user may see, by the best of their keys. */
  public Uni<Visibility> visibility(UserRef user) {
    if (config.visibility() == VisibilityRule.EVERYONE) {
      return Uni.createFrom().item(Visibility.all());
    }
    return store
        .roles(user.id())
        .map(
            roles ->
                roles.stream().anyMatch(role -> role.covers(Role.OPERATOR))
                    ? Visibility.all()
                    : Visibility.of(config.visibility(), user));
  }

  public Uni<Minted> create(UserRef user, Role role) {
    Secret secret = Secret.mint(random);
    ApiKey key = ApiKey.key(secret, user, role, now());
    return store.add(key).replaceWith(new Minted(secret, key));
  }

  public Uni<Minted> signIn(Caller caller) {
    Secret token = Secret.mint(random);
    Instant now = now();
    ApiKey session = ApiKey.session(token, caller, now, now.plus(config.session()));
    return store
        .removeExpired(now)
        .chain(() -> store.add(session))
        .replaceWith(new Minted(token, session));
  }

  public Uni<Page<ApiKey>> list(Optional<PagePoint> after, int limit) {
    return store
        .page(after, limit + 1)
        .map(keys -> Page.of(keys, limit, k -> new PagePoint(k.createdAt(), k.id()).cursor()));
  }

  /** Whether there was one. */
  public Uni<Boolean> remove(String id) {
    return store.remove(id);
  }

  /** Puts the configured administrator's key in force. */
  public Uni<Void> bootstrap() {
    return config
        .adminKey()
        .filter(key -> !key.isBlank())
        .map(key -> store.bootstrap(ApiKey.bootstrap(new Secret(key), config.adminName(), now())))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
