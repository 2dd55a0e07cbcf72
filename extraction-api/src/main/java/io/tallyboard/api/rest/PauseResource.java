package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.Pausing;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** Holds an extractor's jobs back. */
@Path("/v1/extractors/{name: .+}/pause")
@Produces(MediaType.APPLICATION_JSON)
public class PauseResource {
  private final Pausing pausing;
  private final CurrentCaller caller;

  PauseResource(Pausing pausing, CurrentCaller caller) {
    this.pausing = pausing;
    this.caller = caller;
  }

  @POST
  @Needs(Role.OPERATOR)
  public Uni<SettingsView> pause(@RestPath String name) {
    return pausing.pause(name, caller.get()).map(SettingsView::of);
  }
}
