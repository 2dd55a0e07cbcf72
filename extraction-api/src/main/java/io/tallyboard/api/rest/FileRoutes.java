package io.tallyboard.api.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What JAX-RS does not let us say of files. */
@ApplicationScoped
class FileRoutes {
  /** Early enough to be there when the answer begins. */
  private static final int FIRST = -999;

  void add(@Observes Router router) {
    router.route(HttpMethod.POST, "/v1/files").order(FIRST).handler(FileRoutes::typed);
    router.route("/v1/files/*").order(FIRST).handler(FileRoutes::measured);
    router.route("/v1/results/*").order(FIRST).handler(FileRoutes::measured);
    router.route("/api/*").order(FIRST).handler(FileRoutes::measured);
  }

  /** A body of which nothing is said is a file: without a type it would be taken for a form. */
  private static void typed(RoutingContext call) {
    MultiMap headers = call.request().headers();
    if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
      headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }
    call.next();
  }

  /**
   * A stream is sent in chunks by default, but of a file the length is known: told together with
   * chunks it would be against RFC 9112, and alone it lets the reader see how far it got.
   */
  private static void measured(RoutingContext call) {
    call.addHeadersEndHandler(
        begun -> {
          MultiMap headers = call.response().headers();
          if (headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            headers.remove(HttpHeaders.TRANSFER_ENCODING);
          }
        });
    call.next();
  }
}
