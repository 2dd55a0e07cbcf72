package io.tallyboard.api.rest;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.DatasetList;
import io.tallyboard.api.board.Datasets;
import io.tallyboard.api.domain.DatasetFilter;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.port.DatasetStore.NewDataset;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Datasets: made, listed, and which files are in them. */
@Path("/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
public class DatasetsResource {
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 500;

  private final Datasets datasets;
  private final DatasetList list;
  private final CurrentCaller caller;

  DatasetsResource(Datasets datasets, DatasetList list, CurrentCaller caller) {
    this.datasets = datasets;
    this.list = list;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<DatasetView>> make(
      @NotNull(message = "A JSON object is expected.") @Valid DatasetRequest request) {
    return datasets
        .make(
            new NewDataset(
                request.name().strip(),
                request.description(),
                request.space(),
                caller.get().user(),
                null))
        .map(
            made ->
                RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, DatasetView.of(made))
                    .location(URI.create("/v1/datasets/" + encoded(made.id())))
                    .build());
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @GET
  @Needs(Role.VIEWER)
  public Uni<DatasetView.DatasetPage> list(
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String user,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    return list.page(
            new DatasetFilter(Queries.given(text), Queries.given(user)),
            caller.visibility(),
            Queries.cursor(cursor, PagePoint::of),
            Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new DatasetView.DatasetPage(
                    page.items().stream().map(DatasetView::listed).toList(),
                    page.next().orElse(null)));
  }

  @GET
  @Path("/{id}")
  @Needs(Role.VIEWER)
  public Uni<DatasetView> dataset(@RestPath String id) {
    return datasets.get(id, caller.visibility()).map(DatasetView::of);
  }

  @GET
  @Path("/{id}/files")
  @Needs(Role.VIEWER)
  public Uni<DatasetView.DatasetFiles> files(
      @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
    return datasets
        .files(
            id,
            caller.visibility(),
            Queries.cursor(cursor, PagePoint::of),
            Queries.limit(limit, PAGE, MAX_PAGE))
        .map(
            page ->
                new DatasetView.DatasetFiles(
                    page.items().stream().map(FileView::of).toList(), page.next().orElse(null)));
  }

  @PUT
  @Path("/{id}/files/{file}")
  @Needs(Role.SUBMITTER)
  public Uni<FileView> put(@RestPath String id, @RestPath String file) {
    return datasets.put(id, file, caller.get(), caller.visibility()).map(FileView::of);
  }

  @DELETE
  @Path("/{id}/files/{file}")
  @Needs(Role.SUBMITTER)
  public Uni<Void> take(@RestPath String id, @RestPath String file) {
    return datasets.take(id, file, caller.get(), caller.visibility()).replaceWithVoid();
  }
}
