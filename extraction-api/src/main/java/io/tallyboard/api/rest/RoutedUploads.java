package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.dispatch.EventIntake;
import io.tallyboard.api.dispatch.EventIntake.Routed;
import io.tallyboard.api.dispatch.Repeats;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.EventOrder;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.routing.EventType;
import io.tallyboard.api.rest.auth.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes an upload for the event that it is, where that is asked for: another platform that uploads to us
 * may tell the event itself, and the board's own page asks for jobs by name.
 */
@ApplicationScoped
class RoutedUploads {
  private final EventIntake intake;
  private final Repeats repeats;
  private final CurrentCaller caller;
  private final boolean always;

  RoutedUploads(EventIntake intake, Repeats repeats, CurrentCaller caller, ApiConfig config) {
    this.intake = intake;
    this.repeats = repeats;
    this.caller = caller;
    this.always = config.routeUploads();
  }

  /** Whether this upload is to be routed; read before anything is stored. */
  boolean wanted(@Nullable String route) {
    return Queries.flag("route", route).orElse(always);
  }

  Uni<FileView> view(StoredFile file, boolean route) {
    if (!route) {
      return Uni.createFrom().item(FileView.of(file));
    }
    Caller who = caller.get();
    Visibility visibility = caller.visibility();
    Uni<List<Routed>> created = route(EventType.FILE_CREATED, file, who, visibility);
    Uni<List<Routed>> all =
        file.dataset() == null
            ? created
            : created.chain(
                first ->
                    route(EventType.FILE_ADDED, file, who, visibility)
                        .map(
                            then -> {
                              List<Routed> both = new ArrayList<>(first);
                              both.addAll(then);
                              return both;
                            }));
    return all.map(routed -> FileView.of(file, RoutedView.of(routed)))
        .onFailure(Refused.class)
        .transform(
            failure ->
                Refused.notReady(
                    "The file is stored as %s, but no job was made: %s Tell POST /v1/events of it later."
                        .formatted(file.id(), failure.getMessage())));
  }

  private Uni<List<Routed>> route(
      EventType type, StoredFile file, Caller who, Visibility visibility) {
    EventOrder event =
        new EventOrder(
            type,
            List.of(file.id()),
            Optional.ofNullable(file.dataset()),
            Optional.empty(),
            Optional.empty(),
            who.user());
    return repeats.once(
        Optional.empty(), who, "", ticket -> intake.route(ticket, event, who, visibility));
  }
}
