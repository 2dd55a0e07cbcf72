package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.ErrorDesk;
import io.tallyboard.api.domain.ErrorFilter;
import io.tallyboard.api.domain.ErrorMessage.Fate;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Times;
import io.tallyboard.api.rest.ErrorMessageView.ErrorMessageCounts;
import io.tallyboard.api.rest.ErrorMessageView.ErrorMessagePage;
import io.tallyboard.api.rest.ErrorMessageView.ManyDecided;
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
import java.util.EnumSet;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What extractors gave up on: listed, read, replayed and dropped. */
@Path("/v1/error-messages")
@Produces(MediaType.APPLICATION_JSON)
public class ErrorMessagesResource {
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 500;

  private final ErrorDesk desk;
  private final CurrentCaller caller;

  ErrorMessagesResource(ErrorDesk desk, CurrentCaller caller) {
    this.desk = desk;
    this.caller = caller;
  }

  @GET
  @Needs(Role.OPERATOR)
  public Uni<ErrorMessagePage> list(
      @RestQuery @Nullable String extractor,
      @RestQuery @Nullable String job,
      @RestQuery @Nullable String fate,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    return desk.page(
            filter(extractor, job, fate, text, from, to),
            Queries.cursor(cursor, PagePoint::of),
            Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new ErrorMessagePage(
                    page.items().stream().map(ErrorMessageView::listed).toList(),
                    page.next().orElse(null)));
  }

  @GET
  @Path("/counts")
  @Needs(Role.OPERATOR)
  public Uni<ErrorMessageCounts> counts(
      @RestQuery @Nullable String extractor,
      @RestQuery @Nullable String job,
      @RestQuery @Nullable String fate,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    return desk.counts(filter(extractor, job, fate, text, from, to)).map(ErrorMessageCounts::of);
  }

  @GET
  @Path("/{id}")
  @Needs(Role.OPERATOR)
  public Uni<ErrorMessageView> one(@RestPath String id) {
    return desk.byId(id).map(ErrorMessageView::whole);
  }

  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.OPERATOR)
  public Uni<ErrorMessageView> replay(
      @RestPath String id, @Nullable @Valid ErrorMessageRequest request) {
    return desk.replay(
            id, Optional.ofNullable(request).flatMap(ErrorMessageRequest::key), caller.get())
        .map(ErrorMessageView::whole);
  }

  @POST
  @Path("/{id}/drop")
  @Needs(Role.OPERATOR)
  public Uni<ErrorMessageView> drop(@RestPath String id) {
    return desk.drop(id, caller.get()).map(ErrorMessageView::whole);
  }

  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.OPERATOR)
  public Uni<ManyDecided> replayMany(
      @NotNull(message = "A JSON object is expected.") @Valid ErrorMessagesRequest request) {
    return many(request, Fate.REPLAYED);
  }

  @POST
  @Path("/drop")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.OPERATOR)
  public Uni<ManyDecided> dropMany(
      @NotNull(message = "A JSON object is expected.") @Valid ErrorMessagesRequest request) {
    return many(request, Fate.DROPPED);
  }

  private Uni<ManyDecided> many(ErrorMessagesRequest request, Fate fate) {
    ErrorFilter filter = request.filter();
    if (request.counting()) {
      return desk.matching(filter).map(matched -> new ManyDecided(matched, 0, 0, true));
    }
    return desk.many(
            filter, fate, request.confirmed(), request.bound(), caller.get(), request.chosen())
        .map(done -> new ManyDecided(done.matched(), done.done(), done.refused(), false));
  }

  private static ErrorFilter filter(
      @Nullable String extractor,
      @Nullable String job,
      @Nullable String fate,
      @Nullable String text,
      @Nullable String from,
      @Nullable String to) {
    return new ErrorFilter(
        Queries.given(extractor),
        Queries.given(job),
        Queries.word("fate", fate, EnumSet.allOf(Fate.class)),
        Queries.given(text),
        new Times(Queries.instant("from", from), Queries.instant("to", to)));
  }
}
