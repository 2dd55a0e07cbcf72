package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Many;
import io.tallyboard.api.config.ActionsConfig;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** Has something done to many jobs. */
@Path("/v1/jobs/actions")
@Produces(MediaType.APPLICATION_JSON)
public class ActionsResource {
  private final Many many;
  private final ActionsConfig config;
  private final CurrentCaller caller;

  ActionsResource(Many many, ActionsConfig config, CurrentCaller caller) {
    this.many = many;
    this.config = config;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<Object>> act(
      @NotNull(message = "A JSON object is expected.") @Valid ManyRequest request) {
    Many.Order order = request.order();
    if (request.counting()) {
      return many.count(order, caller.get())
          .map(n -> RestResponse.ok(ActionView.of(request.action(), n, config.rate())));
    }
    return many.begin(order, request.confirmed(), caller.get())
        .map(
            act ->
                RestResponse.ResponseBuilder.<Object>create(
                        RestResponse.Status.ACCEPTED, ActionView.of(act))
                    .location(URI.create("/v1/actions/" + act.id()))
                    .build());
  }
}
