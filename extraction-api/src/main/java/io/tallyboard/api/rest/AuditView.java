package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.contract.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That somebody did something, as a client reads it; see {@link AuditEntry}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
    String id,
    Instant at,
    UserRef by,
    String action,
    String target,
    long count,
    @Nullable String detail,
    @Nullable String filter) {

  /** Some of the entries; {@code next} is the cursor of those that follow. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AuditPage(List<AuditView> entries, @Nullable String next) {}

  static AuditView of(AuditEntry e) {
    return new AuditView(
        e.id(), e.at(), e.by(), e.action(), e.target(), e.count(), e.detail(), e.filter());
  }
}
