package io.tallyboard.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.MessageBoard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the extractor was sent. */
@Path("/v1/jobs/{id}/message")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
  private final MessageBoard board;
  private final CurrentCaller caller;
  private final JsonTexts json;

  MessageResource(MessageBoard board, CurrentCaller caller, JsonTexts json) {
    this.board = board;
    this.caller = caller;
    this.json = json;
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<@Nullable JsonNode> message(@RestPath String id) {
    return board.message(id, caller.visibility()).map(json::read);
  }
}
