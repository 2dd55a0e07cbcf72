package io.tallyboard.api.domain.port;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.api.domain.AuditFilter;
import io.tallyboard.api.domain.PagePoint;
import java.util.List;
import java.util.Optional;

/** Who did what. It is only ever added to. */
public interface AuditLog {
  Uni<Void> record(List<AuditEntry> entries);

  /** The newest first. */
  Uni<List<AuditEntry>> page(AuditFilter filter, Optional<PagePoint> after, int limit);
}
