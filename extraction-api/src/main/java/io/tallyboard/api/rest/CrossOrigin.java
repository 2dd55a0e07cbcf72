package io.tallyboard.api.rest;

import io.tallyboard.api.config.ApiConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of the configured sites call {@code /v1}, with a key in a header. They are never let in
 * by the reader's cookie: a session is for our own pages alone.
 */
@ApplicationScoped
class CrossOrigin {
  private static final int BEFORE_ALL_CALLS = -900;
  private static final String METHODS = "GET, HEAD, PATCH, POST";
  private static final String HEADERS =
      "Accept, Authorization, Content-Type, If-None-Match, Last-Event-ID, X-API-KEY, X-Request-Id";
  private static final String EXPOSED =
      "Content-Disposition, Date, ETag, Location, Retry-After, X-Request-Id";
  private static final String TEN_MINUTES = "600";

  private final Set<String> origins;

  CrossOrigin(ApiConfig config) {
    this.origins =
        config.origins().orElse(List.of()).stream()
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .map(CrossOrigin::checked)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** A setting that would never match is told at once, and by a service that does not start. */
  private static String checked(String origin) {
    if (!origin.matches(
        "https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?")) {
      throw new IllegalArgumentException(
          "tallyboard.api.origins: not an origin like https://portal.example: " + origin);
    }
    return origin;
  }

  void add(@Observes Router router) {
    if (!origins.isEmpty()) {
      router.route("/v1/*").order(BEFORE_ALL_CALLS).handler(this::label);
    }
  }

  private void label(RoutingContext call) {
    HttpServerRequest request = call.request();
    HttpServerResponse response = call.response();
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      call.next();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    request.headers().remove(HttpHeaders.COOKIE);
    if (request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
      // Asked by the browser itself, which shows no key.
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES)
          .setStatusCode(204)
          .end();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    call.next();
  }
}
