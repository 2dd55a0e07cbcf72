package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Whose key was shown. */
@Path("/v1/whoami")
@Produces(MediaType.APPLICATION_JSON)
public class WhoAmI {
  private final CurrentCaller caller;

  WhoAmI(CurrentCaller caller) {
    this.caller = caller;
  }

  /** The caller, as a client reads it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CallerView(String id, @Nullable String name, String role) {}

  @GET
  @Needs(Role.VIEWER)
  public CallerView whoAmI() {
    Caller known = caller.get();
    return new CallerView(known.user().id(), known.user().name(), known.role().word());
  }
}
