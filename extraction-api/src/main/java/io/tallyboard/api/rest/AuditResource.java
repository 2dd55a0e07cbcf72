package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.domain.AuditFilter;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Times;
import io.tallyboard.api.rest.AuditView.AuditPage;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what to which jobs. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 500;

  private final Audit audit;

  AuditResource(Audit audit) {
    this.audit = audit;
  }

  @GET
  @Needs(Role.OPERATOR)
  public Uni<AuditPage> list(
      @RestQuery @Nullable String by,
      @RestQuery @Nullable String action,
      @RestQuery @Nullable String target,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    AuditFilter filter =
        new AuditFilter(
            Queries.given(by),
            Queries.given(action),
            Queries.given(target),
            new Times(Queries.instant("from", from), Queries.instant("to", to)));
    return audit
        .page(filter, Queries.cursor(cursor, PagePoint::of), Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new AuditPage(
                    page.items().stream().map(AuditView::of).toList(), page.next().orElse(null)));
  }
}
