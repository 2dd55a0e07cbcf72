package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.dispatch.EventIntake;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.dispatch.Repeats.Ticket;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.EventOrder;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What happened to files and datasets, told so that those run who wait for it. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class RoutingResource {
  private static final String CALL = "POST /v1/events";

  private final EventIntake intake;
  private final Repeats repeats;
  private final RequestPrints prints;
  private final Audit audit;
  private final CurrentCaller caller;

  RoutingResource(
      EventIntake intake,
      Repeats repeats,
      RequestPrints prints,
      Audit audit,
      CurrentCaller caller) {
    this.intake = intake;
    this.repeats = repeats;
    this.prints = prints;
    this.audit = audit;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<RoutedView>> tell(
      @NotNull(message = "A JSON object is expected.") @Valid EventRequest request,
      @RestQuery @Nullable String dryRun,
      @RestHeader(Repeats.HEADER) @Nullable String key) {
    Caller who = caller.get();
    Visibility visibility = caller.visibility();
    EventOrder event = request.order(who);
    if (Queries.flag("dryRun", dryRun).orElse(false)) {
      return intake
          .dryRun(event, who, visibility)
          .map(routed -> RestResponse.ok(RoutedView.of(routed)));
    }
    Optional<String> given =
        RequestPrints.key(key).or(() -> Optional.ofNullable(request.id()).map(id -> "event " + id));
    return repeats
        .once(given, who, prints.of(CALL, request), ticket -> route(ticket, event, who, visibility))
        .map(view -> RestResponse.status(RestResponse.Status.ACCEPTED, view));
  }

  /** One that comes again is answered as it was, whatever the rules are by now. */
  private Uni<RoutedView> route(
      Ticket ticket, EventOrder event, Caller who, Visibility visibility) {
    return ticket
        .answer()
        .map(answer -> Uni.createFrom().item(prints.read(answer, RoutedView.class)))
        .orElseGet(
            () ->
                intake
                    .route(ticket, event, who, visibility)
                    .map(RoutedView::of)
                    .call(view -> repeats.note(ticket, prints.write(view)))
                    .call(view -> forAnother(event, who, view)));
  }

  /** What was told of another is their deed, but it was told by the caller. */
  private Uni<Void> forAnother(EventOrder event, Caller who, RoutedView view) {
    return event.user().id().equals(who.user().id())
        ? Uni.createFrom().voidItem()
        : audit.note(
            who,
            "event." + event.type().word(),
            event
                .dataset()
                .map(id -> "dataset/" + id)
                .orElseGet(() -> "file/" + event.files().get(0)),
            view.matches().size(),
            "on behalf of " + event.user().id());
  }
}
