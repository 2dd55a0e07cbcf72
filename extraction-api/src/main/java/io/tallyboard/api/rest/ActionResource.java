package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Many;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** How far something is that is done to many jobs. */
@Path("/v1/actions/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ActionResource {
  private final Many many;
  private final CurrentCaller caller;

  ActionResource(Many many, CurrentCaller caller) {
    this.many = many;
    this.caller = caller;
  }

  @GET
  @Needs(Role.SUBMITTER)
  public Uni<ActionView> action(@RestPath String id) {
    return many.byId(id, caller.get()).map(ActionView::of);
  }
}
