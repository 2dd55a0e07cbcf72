package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.ExtractorBoard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The extractors that were heard of. */
@Path("/v1/extractors")
@Produces(MediaType.APPLICATION_JSON)
public class ExtractorsResource {
  private final ExtractorBoard board;
  private final CurrentCaller caller;

  ExtractorsResource(ExtractorBoard board, CurrentCaller caller) {
    this.board = board;
    this.caller = caller;
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<ExtractorList> all() {
    return board.all(caller.get()).map(ExtractorList::of);
  }
}
