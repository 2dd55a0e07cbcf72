package io.tallyboard.api.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A stream is sent in chunks by default, but of a file the length is known: told together with chunks it
 * would be against RFC 9112, and alone it lets the reader see how far it got.
 */
@ApplicationScoped
class StreamedLength {
  /** Early enough to be there when the answer begins. */
  private static final int FIRST = -999;

  void add(@Observes Router router) {
    router.route("/v1/files/*").order(FIRST).handler(StreamedLength::watch);
    router.route("/api/*").order(FIRST).handler(StreamedLength::watch);
  }

  private static void watch(RoutingContext call) {
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
