package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.RejectedBoard;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.RejectedFilter;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.RejectedView.RejectedCounts;
import io.tallyboard.api.rest.RejectedView.RejectedPage;
import io.tallyboard.api.rest.RejectedView.ReplayAsked;
import io.tallyboard.api.rest.RejectedView.ReplaysAsked;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Messages that could not be used: listed, read, counted, and taken once more. */
@Path("/v1/rejected-updates")
@Produces(MediaType.APPLICATION_JSON)
public class RejectedResource {
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 500;
  private static final int ACCEPTED = 202;

  private final RejectedBoard board;
  private final CurrentCaller caller;

  RejectedResource(RejectedBoard board, CurrentCaller caller) {
    this.board = board;
    this.caller = caller;
  }

  @GET
  @Needs(Role.OPERATOR)
  public Uni<RejectedPage> list(
      @RestQuery @Nullable String reason,
      @RestQuery @Nullable String queue,
      @RestQuery @Nullable String origin,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String replayed,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    return board
        .page(
            filter(reason, queue, origin, text, from, to, replayed),
            Queries.cursor(cursor, PagePoint::of),
            Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new RejectedPage(
                    page.items().stream().map(RejectedView::of).toList(),
                    page.next().orElse(null)));
  }

  @GET
  @Path("/counts")
  @Needs(Role.OPERATOR)
  public Uni<RejectedCounts> counts(
      @RestQuery @Nullable String reason,
      @RestQuery @Nullable String queue,
      @RestQuery @Nullable String origin,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String replayed) {
    return board
        .counts(filter(reason, queue, origin, text, from, to, replayed))
        .map(RejectedCounts::of);
  }

  @GET
  @Path("/{id}")
  @Needs(Role.OPERATOR)
  public Uni<RejectedView> one(@RestPath String id) {
    return board.byId(id).map(RejectedView::of);
  }

  @POST
  @Path("/{id}/replay")
  @ResponseStatus(ACCEPTED)
  @Needs(Role.OPERATOR)
  public Uni<ReplayAsked> replay(@RestPath String id) {
    return board
        .replay(id, caller.get().user())
        .map(asked -> new ReplayAsked(id, asked.queue(), asked.replay().controlId()));
  }

  @POST
  @Path("/replay")
  @ResponseStatus(ACCEPTED)
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.OPERATOR)
  public Uni<ReplaysAsked> replayMany(
      @NotNull(message = "A JSON object is expected.") @Valid ReplayRequest request) {
    boolean dry = request.counting();
    return board
        .replay(request.filter(), dry ? 0 : request.bound(), caller.get().user())
        .map(done -> new ReplaysAsked(done.matched(), done.replayable(), done.sent(), dry));
  }

  private static RejectedFilter filter(
      @Nullable String reason,
      @Nullable String queue,
      @Nullable String origin,
      @Nullable String text,
      @Nullable String from,
      @Nullable String to,
      @Nullable String replayed) {
    return new RejectedFilter(
        Queries.given(reason),
        Queries.given(queue),
        Queries.given(origin),
        Queries.given(text),
        Queries.instant("from", from),
        Queries.instant("to", to),
        Queries.flag("replayed", replayed));
  }
}
