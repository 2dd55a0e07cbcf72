package io.tallyboard.api.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * What a browser may do with a page. Texts on the board come from extractors, whom nobody vouches
 * for: no script but ours runs, none is made of a text, nothing is asked of another host.
 */
final class PageHeaders {
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          List.of(
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self' data:",
              "connect-src 'self'",
              "base-uri 'none'",
              "form-action 'self'",
              "frame-ancestors 'none'",
              "require-trusted-types-for 'script'",
              "trusted-types lit-html"));

  /**
   * A page is asked for anew each time, so that it always names the scripts of the running build. What
   * every answer of the service says (no sniffing, no referrer) is in its configuration.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          HttpHeaders.CACHE_CONTROL,
          "no-cache",
          "Content-Security-Policy",
          CONTENT_SECURITY_POLICY,
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private PageHeaders() {}

  static <T> ResponseBuilder<T> on(ResponseBuilder<T> response) {
    for (Entry<String, String> header : HEADERS.entrySet()) {
      response.header(header.getKey(), header.getValue());
    }
    return response;
  }
}
