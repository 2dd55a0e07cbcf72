package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys: made, listed, taken back. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 500;

  private final Keys keys;

  KeysResource(Keys keys) {
    this.keys = keys;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.ADMIN)
  public Uni<RestResponse<KeyView>> create(
      @NotNull(message = "A JSON object is expected.") @Valid KeyRequest request) {
    Role role = Role.of(request.role()).orElseThrow();
    return keys.create(request.user().toRef(), role)
        .map(
            made ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, KeyView.of(made.key(), made.secret().text()))
                    .location(URI.create("/v1/keys/" + made.key().id()))
                    .build());
  }

  @GET
  @Needs(Role.ADMIN)
  public Uni<KeyView.KeyPage> list(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    return keys.list(Queries.cursor(cursor, PagePoint::of), Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new KeyView.KeyPage(
                    page.items().stream().map(key -> KeyView.of(key, null)).toList(),
                    page.next().orElse(null)));
  }

  @DELETE
  @Path("/{id}")
  @Needs(Role.ADMIN)
  public Uni<Void> remove(@RestPath String id) {
    return keys.remove(id)
        .invoke(
            there -> {
              if (!there) {
                throw Refused.notFound("There is no key of this id.");
              }
            })
        .replaceWithVoid();
  }
}
