package io.tallyboard.api.persistence;

import io.quarkus.mongodb.panache.common.MongoEntity;
import io.tallyboard.api.domain.ApiKey;
import io.tallyboard.api.domain.Role;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Collections;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** A key or a session, under its hash. */
@MongoEntity(collection = Collections.API_KEYS)
public record KeyDocument(
    @BsonId String id,
    ApiKey.Kind kind,
    UserRef user,
    Role role,
    @Nullable String openedBy,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  static KeyDocument of(ApiKey key) {
    return new KeyDocument(
        key.id(),
        key.kind(),
        key.user(),
        key.role(),
        key.openedBy(),
        key.createdAt(),
        key.expiresAt());
  }

  ApiKey toKey() {
    return new ApiKey(id, kind, user, role, openedBy, createdAt, expiresAt);
  }
}
