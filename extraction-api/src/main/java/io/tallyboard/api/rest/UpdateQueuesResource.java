package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.QueueBoard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.UpdateQueueView.UpdateQueueList;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The queues that jobs report to: how far they are read, and those of other systems. */
@Path("/v1/update-queues")
@Produces(MediaType.APPLICATION_JSON)
public class UpdateQueuesResource {
  private final QueueBoard board;

  UpdateQueuesResource(QueueBoard board) {
    this.board = board;
  }

  @GET
  @Needs(Role.OPERATOR)
  public Uni<UpdateQueueList> list() {
    return board
        .all()
        .map(all -> new UpdateQueueList(all.stream().map(UpdateQueueView::of).toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.ADMIN)
  public Uni<RestResponse<UpdateQueueView>> register(
      @NotNull(message = "A JSON object is expected.") @Valid ForeignQueueRequest request) {
    return board
        .register(request.toQueue())
        .map(
            done ->
                RestResponse.ResponseBuilder.create(
                        done.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        UpdateQueueView.of(done.queue()))
                    .build());
  }
}
