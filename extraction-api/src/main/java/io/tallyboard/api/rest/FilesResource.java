package io.tallyboard.api.rest;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.rest.auth.CurrentCaller;
import io.tallyboard.api.rest.auth.Needs;
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
  private final CurrentCaller caller;

  FilesResource(Uploads uploads, FileStore files, FileContent content, CurrentCaller caller) {
    this.uploads = uploads;
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
      @RestQuery @Nullable String dataset) {
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
            caller.get().user())
        .map(FilesResource::created);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Role.SUBMITTER)
  public Uni<RestResponse<FileView>> body(
      @RestQuery @Nullable String name,
      @RestQuery @Nullable String dataset,
      @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      java.nio.file.Path body) {
    return uploads
        .store(body, name, type, Queries.id("dataset", dataset).orElse(null), caller.get().user())
        .map(FilesResource::created);
  }

  private static RestResponse<FileView> created(StoredFile file) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, FileView.of(file))
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
