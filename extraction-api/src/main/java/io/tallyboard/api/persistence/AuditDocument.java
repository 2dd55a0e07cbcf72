package io.tallyboard.api.persistence;

import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/** An entry of the audit, as it is stored. */
public record AuditDocument(
    @BsonId String id,
    Instant at,
    UserRef by,
    String action,
    String target,
    long count,
    @Nullable String detail,
    @Nullable String filter) {

  static AuditDocument of(AuditEntry e) {
    return new AuditDocument(
        e.id(), e.at(), e.by(), e.action(), e.target(), e.count(), e.detail(), e.filter());
  }

  AuditEntry toEntry() {
    return new AuditEntry(id, at, by, action, target, count, detail, filter);
  }
}
