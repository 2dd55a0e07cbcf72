package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.ResourceBoard;
import io.tallyboard.api.board.ResultBoard;
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

/** What extractors did on a file or a dataset. */
@Path("/v1/resources")
@Produces(MediaType.APPLICATION_JSON)
public class ResourcesResource {
  private static final int JOBS = 100;
  private static final int MAX_JOBS = 200;
  private static final int EVENTS = 10;
  private static final int MAX_EVENTS = 50;

  private final ResourceBoard board;
  private final ResultBoard results;
  private final CurrentCaller caller;
  private final JsonTexts json;

  ResourcesResource(
      ResourceBoard board, ResultBoard results, CurrentCaller caller, JsonTexts json) {
    this.board = board;
    this.results = results;
    this.caller = caller;
    this.json = json;
  }

  @GET
  @Path("/{type}/{id}/extractions")
  @Needs(Role.VIEWER)
  public Uni<OverviewView> extractions(
      @RestPath String type,
      @RestPath String id,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String events) {
    return board
        .overview(
            Queries.resource(type, id),
            caller.visibility(),
            Queries.limit(limit, JOBS, MAX_JOBS),
            Queries.given(events)
                .map(n -> Queries.whole("events", n, 0, MAX_EVENTS))
                .orElse(EVENTS))
        .map(overview -> OverviewView.of(overview, json));
  }

  /** What jobs on it handed in, the newest first. */
  @GET
  @Path("/{type}/{id}/results")
  @Needs(Role.VIEWER)
  public Uni<ResultList> results(@RestPath String type, @RestPath String id) {
    return results
        .of(Queries.resource(type, id), caller.visibility())
        .map(found -> ResultList.of(found, json));
  }
}
