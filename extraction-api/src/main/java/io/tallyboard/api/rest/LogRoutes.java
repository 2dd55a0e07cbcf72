package io.tallyboard.api.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets logs be compressed while they are streamed: JAX-RS decides on that once an answer is complete,
 * and says of a stream that it goes as it is.
 */
@ApplicationScoped
class LogRoutes {
  /** Early enough to be there when the answer begins. */
  private static final int FIRST = -999;

  void add(@Observes Router router) {
    router.route(HttpMethod.GET, "/v1/jobs/:id/log").order(FIRST).handler(LogRoutes::compressed);
  }

  private static void compressed(RoutingContext call) {
    call.addHeadersEndHandler(
        begun -> call.response().headers().remove(HttpHeaders.CONTENT_ENCODING));
    call.next();
  }
}
