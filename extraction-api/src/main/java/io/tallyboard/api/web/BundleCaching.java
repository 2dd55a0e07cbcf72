package io.tallyboard.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Scripts and styles carry a hash of their content in their names: a browser may keep them for ever.
 * Only what was found: that a name of an older build is gone today says nothing of tomorrow.
 */
@Singleton
class BundleCaching {
  private static final String BUNDLE = "/static/bundle/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final int PRIORITY = 100;

  void register(@Observes Filters filters) {
    filters.register(BundleCaching::onRequest, PRIORITY);
  }

  private static void onRequest(RoutingContext context) {
    if (context.normalizedPath().startsWith(BUNDLE)) {
      context.addHeadersEndHandler(ignored -> label(context.response()));
    }
    context.next();
  }

  private static void label(HttpServerResponse response) {
    boolean found = response.getStatusCode() < 400;
    response.putHeader("Cache-Control", found ? FOR_EVER : "no-cache");
  }
}
