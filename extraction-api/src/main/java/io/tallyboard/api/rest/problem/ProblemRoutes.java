package io.tallyboard.api.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.tallyboard.api.config.ApiConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What is decided before and after JAX-RS: request ids, bodies that are too large, unknown addresses. */
@ApplicationScoped
class ProblemRoutes {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final int FIRST = -1_000;
  private static final long LINGER_MILLIS = 2_000;

  private static final String PICTURES =
      "/api/(previews|fileThumbnail|v2/thumbnails|v2/visualizations)/?";

  /** What a form needs around the one file in it. */
  private static final long FRAME = 64 << 10;

  private final ObjectMapper json;
  private final long maxBody;
  private final long maxPicture;

  ProblemRoutes(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
      ApiConfig config) {
    this.json = json;
    this.maxBody = maxBody.asLongValue();
    this.maxPicture = Math.min(this.maxBody, config.maxPreview().asLongValue() + FRAME);
  }

  void add(@Observes Router router) {
    router.route().order(FIRST).handler(ProblemRoutes::identify);
    router.route("/v1/*").order(FIRST + 1).handler(this::limit);
    router.route("/api/*").order(FIRST + 1).handler(this::limit);
    router.route("/v1/*").last().handler(this::unknown);
    router.route("/api/*").last().handler(this::unknown);
  }

  /** The caller's id of the request, or a new one: in each line of the log and in the answer. */
  private static void identify(RoutingContext call) {
    @Nullable String sent = call.request().getHeader(REQUEST_ID);
    String id =
        sent != null && sent.matches("[A-Za-z0-9._-]{1,64}") ? sent : UUID.randomUUID().toString();
    MDC.put("requestId", id);
    call.response().putHeader(REQUEST_ID, id);
    call.next();
  }

  private void limit(RoutingContext call) {
    @Nullable String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    long most = picture(call) ? maxPicture : maxBody;
    if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > most) {
      call.response().putHeader(HttpHeaders.CONNECTION, "close");
      // Who is still sending would lose the answer if the connection closed at once.
      call.vertx().setTimer(LINGER_MILLIS, late -> call.request().connection().close());
      answer(
          call, 413, "The body is larger than the %d bytes that are taken here.".formatted(most));
      return;
    }
    call.next();
  }

  private static boolean picture(RoutingContext call) {
    return call.request().path().matches(PICTURES);
  }

  private void unknown(RoutingContext call) {
    answer(call, 404, "There is nothing at this address.");
  }

  private void answer(RoutingContext call, int status, String detail) {
    Problem problem = Problems.problem(status, detail, List.of());
    // What is still coming is not wanted, but must be read off the connection.
    call.request().resume();
    try {
      call.response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem))
          .onFailure(gone -> call.request().connection().close());
    } catch (JsonProcessingException e) {
      call.fail(e);
    }
  }
}
