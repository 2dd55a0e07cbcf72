package io.tallyboard.api.rest.auth;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.rest.problem.Problems;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets no call to {@code /v1} in that shows no valid key, before anything else is decided about it:
 * without a key not even what exists is told.
 */
class AuthenticationFilter {
  private static final String API = "/v1";
  private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Keys keys;
  private final CurrentCaller current;
  private final ApiMetrics metrics;

  AuthenticationFilter(Keys keys, CurrentCaller current, ApiMetrics metrics) {
    this.keys = keys;
    this.current = current;
    this.metrics = metrics;
  }

  @ServerRequestFilter(preMatching = true)
  public Uni<@Nullable Response> authenticate(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (!path.equals(API) && !path.startsWith(API + "/")) {
      return goOn();
    }
    Optional<Secret> shown =
        Credentials.header(
            request.getHeaderString(Credentials.HEADER),
            request.getHeaderString(HttpHeaders.AUTHORIZATION));
    boolean cookie = shown.isEmpty();
    if (cookie) {
      shown = Credentials.cookie(request.getCookies());
      if (shown.isPresent() && forged(request)) {
        return refuse(Problems.of(403, "This call came from another site."));
      }
    }
    return shown
        .map(secret -> keys.identify(secret).map(caller -> decide(caller, cookie)))
        .orElseGet(() -> refuse(Problems.unauthorized()));
  }

  private @Nullable Response decide(Optional<Caller> caller, boolean cookie) {
    caller.ifPresentOrElse(known -> current.set(known, cookie), metrics::refused);
    return caller.isPresent() ? null : Problems.unauthorized();
  }

  private Uni<@Nullable Response> refuse(Response response) {
    metrics.refused();
    return Uni.createFrom().item(response);
  }

  /**
   * A browser sends the cookie along to every page of the same host name, whatever the port. What
   * changes something must come from our own pages, which browsers say in this header.
   */
  private static boolean forged(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    return !SAFE.contains(request.getMethod()) && site != null && !site.equals("same-origin");
  }

  private static Uni<@Nullable Response> goOn() {
    return Uni.createFrom().nullItem();
  }
}
