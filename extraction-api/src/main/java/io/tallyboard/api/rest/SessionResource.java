package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.Credentials;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import io.tallyboard.api.rest.problem.Problems;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/** Signs a browser in and out: it keeps a token of its own, never the key. */
@Path("/v1/session")
public class SessionResource {
  private final Keys keys;
  private final CurrentCaller caller;
  private final Duration length;

  SessionResource(Keys keys, CurrentCaller caller, ApiConfig config) {
    this.keys = keys;
    this.caller = caller;
    this.length = config.session();
  }

  @POST
  @Needs(Role.VIEWER)
  public Uni<Response> signIn(@Context UriInfo uri) {
    if (caller.byCookie()) {
      // A session must not prolong itself.
      return Uni.createFrom().item(Problems.unauthorized());
    }
    boolean secure = secure(uri);
    return keys.signIn(caller.get())
        .map(
            session ->
                cookie(session.secret().text(), Math.toIntExact(length.toSeconds()), secure));
  }

  /** Without a session there is nothing to end, and a key given in a header is left alone. */
  @DELETE
  @Needs(Role.VIEWER)
  public Uni<Response> signOut(@Context UriInfo uri) {
    boolean secure = secure(uri);
    Uni<Boolean> ended =
        caller.byCookie() ? keys.remove(caller.get().keyId()) : Uni.createFrom().item(false);
    return ended.map(any -> cookie("", 0, secure));
  }

  private static boolean secure(UriInfo uri) {
    return "https".equals(uri.getRequestUri().getScheme());
  }

  private static Response cookie(String value, int maxAge, boolean secure) {
    return Response.noContent()
        .cookie(
            new NewCookie.Builder(Credentials.COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.STRICT)
                .build())
        .build();
  }
}
