package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.board.SettingsBoard;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** What is decided about an extractor: read, changed. */
@Path("/v1/extractors/{name: .+}/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {
  private final SettingsBoard board;
  private final Audit audit;
  private final CurrentCaller caller;
  private final RequestPrints json;

  SettingsResource(SettingsBoard board, Audit audit, CurrentCaller caller, RequestPrints json) {
    this.board = board;
    this.audit = audit;
    this.caller = caller;
    this.json = json;
  }

  @GET
  @Needs(Role.OPERATOR)
  public Uni<SettingsView> read(@RestPath String name) {
    return board.of(name).map(SettingsView::of);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.OPERATOR)
  public Uni<SettingsView> change(
      @RestPath String name,
      @NotNull(message = "A JSON object is expected.") @Valid SettingsPatch patch) {
    Caller who = caller.get();
    return board
        .change(name, patch::on)
        .call(
            now -> audit.note(who, "extractor.settings", "extractor/" + name, 1, json.write(patch)))
        .map(SettingsView::of);
  }
}
