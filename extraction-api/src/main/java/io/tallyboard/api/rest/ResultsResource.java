package io.tallyboard.api.rest;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.ResultBoard;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The bytes of what jobs handed in. */
@Path("/v1/results")
public class ResultsResource {
  private final ResultBoard board;
  private final ResultContent content;
  private final CurrentCaller caller;

  ResultsResource(ResultBoard board, ResultContent content, CurrentCaller caller) {
    this.board = board;
    this.content = content;
    this.caller = caller;
  }

  @GET
  @Path("/{id}/content")
  @Needs(Role.VIEWER)
  @Uncompressed
  public RestMulti<byte[]> content(
      @RestPath String id,
      @RestHeader(ResultContent.RANGE) @Nullable String range,
      @RestHeader(ResultContent.IF_RANGE) @Nullable String ifRange,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return content.stream(
        board.withBytes(id, caller.visibility()),
        new ResultContent.Asked(range, ifRange, ifNoneMatch));
  }

  @HEAD
  @Path("/{id}/content")
  @Needs(Role.VIEWER)
  public Uni<Response> head(@RestPath String id) {
    return content.head(board.withBytes(id, caller.visibility()));
  }
}
