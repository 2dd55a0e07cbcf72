package io.tallyboard.api.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The script that a page of any site may load: it is the same for everybody and holds no data. Its
 * address stays while its content changes, so browsers ask each time whether theirs is the latest.
 */
@Path("/embed/tallyboard-extractions.js")
public class EmbedResource {
  private static final String SCRIPT = "text/javascript;charset=UTF-8";

  private final EmbedScript script;

  EmbedResource(EmbedScript script) {
    this.script = script;
  }

  @GET
  @Operation(hidden = true)
  public Response script(@Context Request request) {
    EntityTag tag = new EntityTag(script.etag());
    ResponseBuilder known = request.evaluatePreconditions(tag);
    ResponseBuilder answer =
        known == null ? Response.ok(script.bytes()).type(SCRIPT).tag(tag) : known.tag(tag);
    return answer
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Access-Control-Allow-Origin", "*")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }
}
