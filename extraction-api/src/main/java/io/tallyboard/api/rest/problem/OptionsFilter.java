package io.tallyboard.api.rest.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Says what an address takes, to callers that were let in. */
class OptionsFilter {
  private final AllowedMethods allowed;

  OptionsFilter(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  @ServerRequestFilter(preMatching = true, priority = Priorities.USER + 1)
  public @Nullable Response options(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.OPTIONS)
        ? allowed
            .at(request.getUriInfo().getPath())
            .map(methods -> Response.noContent().header(HttpHeaders.ALLOW, methods).build())
            .orElse(null)
        : null;
  }
}
