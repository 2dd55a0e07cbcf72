package io.tallyboard.api.rest;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.linked.LinkedFiles;
import io.tallyboard.api.linked.LinkedFiles.NewLink;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files: uploaded, described, downloaded. */
@Path("/v1/files")
public class FilesResource {
  private final Uploads uploads;
  private final FileStore files;
  private final FileContent content;
  private final LinkedFiles links;
  private final RoutedUploads routing;
  private final CurrentCaller caller;

  FilesResource(
      Uploads uploads,
      FileStore files,
      FileContent content,
      LinkedFiles links,
      RoutedUploads routing,
      CurrentCaller caller) {
    this.uploads = uploads;
    this.links = links;
    this.routing = routing;
    this.files = files;
    this.content = content;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<FileView>> form(
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("dataset") @Nullable String part,
      @RestQuery @Nullable String dataset,
      @RestQuery @Nullable String route) {
    boolean routed = routing.wanted(route);
    if (file == null) {
      throw Refused.malformed("/file", "The form needs a part \"file\".");
    }
    Optional<String> of = Queries.id("/dataset", part).or(() -> Queries.id("dataset", dataset));
    return uploads
        .store(
            file.uploadedFile(),
            file.fileName(),
            file.contentType(),
            of.orElse(null),
            caller.get().user(),
            null)
        .chain(stored -> routing.view(stored, routed))
        .map(FilesResource::created);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<FileView>> body(
      @RestQuery @Nullable String name,
      @RestQuery @Nullable String dataset,
      @RestQuery @Nullable String route,
      @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      java.nio.file.Path body) {
    boolean routed = routing.wanted(route);
    return uploads
        .store(
            body,
            name,
            type,
            Queries.id("dataset", dataset).orElse(null),
            caller.get().user(),
            null)
        .chain(stored -> routing.view(stored, routed))
        .map(FilesResource::created);
  }

  @POST
  @Path("/linked")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<FileView>> linked(
      @NotNull(message = "A JSON object is expected.") @Valid LinkRequest request) {
    return links
        .add(
            new NewLink(
                request.url(),
                Optional.ofNullable(request.key()).map(LinkRequest.HostKey::toKey),
                request.name(),
                request.mimeType(),
                request.dataset(),
                caller.get().user()))
        .map(FileView::of)
        .map(FilesResource::created);
  }

  @GET
  @Path("/linked")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public LinkingView linking() {
    return new LinkingView(links.hostNames(), links.takesKeys());
  }

  private static RestResponse<FileView> created(FileView file) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, file)
        .location(URI.create("/v1/files/" + file.id()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.VIEWER)
  public Uni<FileView> file(@RestPath String id) {
    return find(id).map(FileView::of);
  }

  @GET
  @Path("/{id}/content")
  @Needs(Role.VIEWER)
  @Uncompressed
  public RestMulti<byte[]> content(@RestPath String id) {
    return content.stream(find(id));
  }

  @HEAD
  @Path("/{id}/content")
  @Needs(Role.VIEWER)
  public Uni<Response> contentHead(@RestPath String id) {
    return content.head(find(id));
  }

  private Uni<StoredFile> find(String id) {
    return files
        .byId(id, caller.visibility())
        .map(found -> found.orElseThrow(() -> Refused.notFound("There is no file of this id.")));
  }
}
