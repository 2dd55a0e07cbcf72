package io.tallyboard.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Tags what is answered, so that who has it already is told just that. The answer is made all the same:
 * what is saved is the way to the reader, and the reader's work.
 */
class EntityTags {
  private static final String API = "/v1/";

  private final ObjectMapper json;

  EntityTags(ObjectMapper json) {
    this.json = json;
  }

  @ServerResponseFilter
  public void tag(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    Object entity = response.getEntity();
    if (entity == null || !tagged(request, response)) {
      return;
    }
    byte[] body = json.writeValueAsBytes(entity);
    String tag =
        entity instanceof Ticking ticking && ticking.ticks()
            ? EntityTag.of(json.writeValueAsBytes(ticking.still()))
            : EntityTag.of(body);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    if (EntityTag.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      response.setEntity(null);
    } else {
      response.setEntity(body, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }
  }

  private static boolean tagged(
      ContainerRequestContext request, ContainerResponseContext response) {
    @Nullable MediaType type = response.getMediaType();
    return request.getMethod().equals(HttpMethod.GET)
        && response.getStatus() == Response.Status.OK.getStatusCode()
        && type != null
        && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        && request.getUriInfo().getPath().startsWith(API);
  }
}
