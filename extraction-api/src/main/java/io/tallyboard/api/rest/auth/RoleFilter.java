package io.tallyboard.api.rest.auth;

import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.problem.Problems;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** The one place where roles are enforced: what {@link Needs} a role is closed to lesser ones. */
class RoleFilter {
  private final CurrentCaller current;

  RoleFilter(CurrentCaller current) {
    this.current = current;
  }

  @ServerRequestFilter
  public @Nullable Response enforce(ResourceInfo resource) {
    Needs needs = resource.getResourceMethod().getAnnotation(Needs.class);
    if (needs == null) {
      return null;
    }
    Role needed = needs.value();
    Optional<Caller> caller = current.known();
    if (caller.isEmpty()) {
      return Problems.unauthorized();
    }
    if (caller.get().role().covers(needed)) {
      return null;
    }
    return Problems.of(
        403,
        "This needs the role %s; the key's role is %s."
            .formatted(needed.word(), caller.get().role().word()));
  }
}
