package io.tallyboard.api.audit;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.AuditEntry;
import io.tallyboard.api.domain.AuditFilter;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.port.AuditLog;
import io.tallyboard.contract.UserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Notes who did what, and tells it. */
@ApplicationScoped
public class Audit {
  private static final Logger LOG = Logger.getLogger(Audit.class);

  private final AuditLog log;
  private final JobIds ids;
  private final InstantSource clock;

  Audit(AuditLog log, JobIds ids, InstantSource clock) {
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /** As {@link #note(UserRef, String, String, long, String, String)}, where no filter was in play. */
  public Uni<Void> note(
      Caller caller, String action, String target, long count, @Nullable String detail) {
    return note(caller.user(), action, target, count, detail, null);
  }

  /**
   * Notes a deed that is done. Never fails: what was done is not undone by an entry that cannot be
   * stored, and who asked must not take it for undone. The service's own log then has the entry.
   */
  public Uni<Void> note(
      UserRef by,
      String action,
      String target,
      long count,
      @Nullable String detail,
      @Nullable String filter) {
    return keep(List.of(entry(by, new Deed(action, target, detail), count, filter)));
  }

  /**
   * Something that was done to one thing.
   *
   * @param action one word
   * @param target what it was done to
   */
  public record Deed(String action, String target, @Nullable String detail) {}

  /** Notes each of several deeds of one person, all at once; never fails. */
  public Uni<Void> noteAll(UserRef by, List<Deed> deeds) {
    return keep(deeds.stream().map(deed -> entry(by, deed, 1, null)).toList());
  }

  private AuditEntry entry(UserRef by, Deed deed, long count, @Nullable String filter) {
    return new AuditEntry(
        ids.next(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        by,
        deed.action(),
        deed.target(),
        count,
        deed.detail(),
        filter);
  }

  private Uni<Void> keep(List<AuditEntry> entries) {
    return log.record(entries)
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "This could not be kept in the audit: %s", entries))
        .onFailure()
        .recoverWithNull();
  }

  /** The newest first. */
  public Uni<Page<AuditEntry>> page(AuditFilter filter, Optional<PagePoint> after, int limit) {
    return log.page(filter, after, limit + 1)
        .map(found -> Page.of(found, limit, entry -> entry.point().cursor()));
  }
}
