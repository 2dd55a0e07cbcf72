package io.tallyboard.api.rest.problem;

import io.tallyboard.api.config.ApiConfig;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses a JSON document that is too large before it is read, where its length is told. */
class JsonLimitFilter {
  private final long limit;

  JsonLimitFilter(ApiConfig config) {
    this.limit = config.maxJson().asLongValue();
  }

  @ServerRequestFilter
  public @Nullable Response limit(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    boolean json = type != null && type.getSubtype().endsWith("json");
    boolean file = request.getUriInfo().getPath().equals("/v1/files");
    return json && !file && request.getLength() > limit
        ? Problems.of(413, "The JSON document is larger than %d bytes.".formatted(limit))
        : null;
  }
}
