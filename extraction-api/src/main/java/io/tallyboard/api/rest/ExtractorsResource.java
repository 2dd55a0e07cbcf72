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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The extractors that were heard of. */
@Path("/v1/extractors")
@Produces(MediaType.APPLICATION_JSON)
public class ExtractorsResource {
  private final ExtractorBoard board;
  private final CurrentCaller caller;
  private final JsonTexts json;

  ExtractorsResource(ExtractorBoard board, CurrentCaller caller, JsonTexts json) {
    this.board = board;
    this.caller = caller;
    this.json = json;
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<ExtractorList> all(@RestQuery @Nullable String since) {
    return board
        .all(caller.get(), caller.visibility(), Queries.instant("since", since))
        .map(ExtractorList::of);
  }

  @GET
  @Path("/{name: .+}")
  @Needs(Role.VIEWER)
  public Uni<ExtractorPage> one(@RestPath String name, @RestQuery @Nullable String since) {
    return board
        .byName(name, caller.get(), caller.visibility(), Queries.instant("since", since))
        .map(closely -> ExtractorPage.of(closely, json));
  }
}
