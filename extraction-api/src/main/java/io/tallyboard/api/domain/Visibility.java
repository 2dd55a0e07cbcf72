package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see: part of every query, so that no list, count or single record shows more than
 * another.
 */
public final class Visibility {
  private static final Visibility ALL = new Visibility(null);

  private final @Nullable String user;

  private Visibility(@Nullable String user) {
    this.user = user;
  }

  /** For the service's own work, never on behalf of a caller. */
  public static Visibility all() {
    return ALL;
  }

  public static Visibility of(VisibilityRule rule, Caller caller) {
    boolean everything = rule == VisibilityRule.EVERYONE || caller.role().covers(Role.OPERATOR);
    return everything ? ALL : new Visibility(caller.user().id());
  }

  /** What a user may see who has no role beyond that of a submitter. */
  public static Visibility of(VisibilityRule rule, UserRef user) {
    return rule == VisibilityRule.EVERYONE ? ALL : new Visibility(user.id());
  }

  /** The one user whose records may be seen; empty where there is no such limit. */
  public Optional<String> onlyUser() {
    return Optional.ofNullable(user);
  }

  /**
   * Whether a record may be seen.
   *
   * @param owner null where nobody knows who it was: then only those see it who see all
   */
  public boolean allows(@Nullable UserRef owner) {
    return user == null || (owner != null && user.equals(owner.id()));
  }
}
