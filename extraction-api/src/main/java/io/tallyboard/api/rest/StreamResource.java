package io.tallyboard.api.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StreamCursor;
import io.tallyboard.api.domain.StreamFilter;
import io.tallyboard.api.live.Follower;
import io.tallyboard.api.live.Live;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Changes as they happen, as server-sent events. */
@Path("/v1/stream")
public class StreamResource {
  private final Live live;
  private final CurrentCaller caller;
  private final CurrentVertxRequest request;
  private final InstantSource clock;

  StreamResource(
      Live live, CurrentCaller caller, CurrentVertxRequest request, InstantSource clock) {
    this.live = live;
    this.caller = caller;
    this.request = request;
    this.clock = clock;
  }

  /**
   * Written to the connection by ourselves (ADR 0031): the answer of this method never comes, it is
   * cancelled when the connection closes.
   */
  @GET
  @Needs(Role.VIEWER)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Uni<Void> follow(
      @RestQuery @Nullable String resource,
      @RestQuery @Nullable String dataset,
      @RestQuery @Nullable String extractor,
      @RestQuery @Nullable String user,
      @RestQuery @Nullable String job,
      @RestQuery @Nullable String kinds,
      @RestQuery @Nullable String cursor,
      @RestHeader("Last-Event-ID") @Nullable String lastEventId) {
    StreamFilter filter = StreamQuery.filter(resource, dataset, extractor, user, job, kinds);
    Optional<Instant> from = position(lastEventId, cursor);
    RoutingContext call = request.getCurrent();
    if (call.request().method().equals(HttpMethod.HEAD)) {
      return Uni.createFrom().voidItem();
    }
    StreamConnection connection =
        new StreamConnection(call.response(), Vertx.currentContext(), clock);
    Follower follower = live.enter(filter, caller.visibility(), caller.get(), connection);
    return live.begin(follower, from)
        .onFailure()
        .transform(
            failed -> Refused.notReady("Changes cannot be followed now; please try again soon."))
        .chain(
            () -> {
              connection.open(follower);
              return Uni.createFrom().<Void>nothing();
            })
        .onTermination()
        .invoke(() -> live.leave(follower));
  }

  /** The header tells of the last event that was seen, the parameter of a page read before. */
  private static Optional<Instant> position(@Nullable String header, @Nullable String parameter) {
    return Queries.cursor(
        header == null || header.isBlank() ? parameter : header, StreamCursor::read);
  }
}
