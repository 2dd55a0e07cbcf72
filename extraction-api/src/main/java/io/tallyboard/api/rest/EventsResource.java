package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.EventBoard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was heard of a job, update by update. */
@Path("/v1/jobs/{id}/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
  private final EventBoard board;
  private final CurrentCaller caller;

  EventsResource(EventBoard board, CurrentCaller caller) {
    this.board = board;
    this.caller = caller;
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<EventPage> events(
      @RestPath String id,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String before,
      @RestQuery @Nullable String tail,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String level,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String attempt) {
    return board
        .page(
            id,
            caller.visibility(),
            EventQueries.query(
                EventQueries.filter(level, text, attempt), cursor, before, tail, limit))
        .map(EventPage::of);
  }
}
