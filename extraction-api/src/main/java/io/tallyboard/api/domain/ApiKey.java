package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key: whose it is, and what it opens.
 *
 * @param id the hash of the key
 * @param openedBy of a session: the key it was opened with, and with which it ends
 */
public record ApiKey(
    String id,
    Kind kind,
    UserRef user,
    Role role,
    @Nullable String openedBy,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** Where a key came from. */
  public enum Kind {
    /** Handed out by an administrator. */
    KEY,
    /** From the configuration: the first administrator's. */
    BOOTSTRAP,
    /** A signed-in browser's. */
    SESSION
  }

  public static ApiKey key(Secret secret, UserRef user, Role role, Instant now) {
    return new ApiKey(secret.hash(), Kind.KEY, user, role, null, now, null);
  }

  public static ApiKey bootstrap(Secret secret, String name, Instant now) {
    UserRef admin = new UserRef("admin", name);
    return new ApiKey(secret.hash(), Kind.BOOTSTRAP, admin, Role.ADMIN, null, now, null);
  }

  public static ApiKey session(Secret token, Caller caller, Instant now, Instant expiresAt) {
    return new ApiKey(
        token.hash(), Kind.SESSION, caller.user(), caller.role(), caller.keyId(), now, expiresAt);
  }

  public boolean validAt(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  public Caller caller() {
    return new Caller(user, role, id);
  }
}
