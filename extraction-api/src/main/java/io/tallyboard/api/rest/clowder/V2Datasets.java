package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.rest.auth.Credentials;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A dataset as extractors of Clowder v2 ask for it, with their key in {@code X-API-KEY}. */
@Path("/api/v2/datasets")
@Produces(MediaType.APPLICATION_JSON)
public class V2Datasets {
  private final ExtractorDatasets datasets;
  private final V2Documents documents;

  V2Datasets(ExtractorDatasets datasets, V2Documents documents) {
    this.datasets = datasets;
    this.documents = documents;
  }

  /** The dataset itself. */
  @Schema(name = "ClowderV2Dataset")
  public record Info(String id, String name, String description, Creator creator, Instant created) {
    static Info of(Dataset dataset) {
      @Nullable String description = dataset.description();
      return new Info(
          dataset.id(),
          dataset.name(),
          description == null ? "" : description,
          new Creator(dataset.createdBy().id()),
          dataset.createdAt());
    }
  }

  /** Who made it. */
  @Schema(name = "ClowderV2Creator")
  public record Creator(String id) {}

  /** All of a dataset's files. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ClowderV2Members")
  public record Members(Counted metadata, List<V2Files.Summary> data) {
    static Members of(List<V2Files.Summary> files) {
      return new Members(new Counted(files.size(), 0, files.size()), files);
    }
  }

  /** How many there are. */
  @Schema(name = "ClowderV2Counted")
  public record Counted(@JsonProperty("total_count") int totalCount, int skip, int limit) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Info> make(@Context HttpHeaders headers, @Nullable JsonNode body) {
    return datasets.make(Credentials.header(headers), body).map(Info::of);
  }

  @GET
  @Path("/{id}")
  public Uni<Info> info(@RestPath String id, @Context HttpHeaders headers) {
    return datasets.open(id, Credentials.header(headers)).map(Info::of);
  }

  @GET
  @Path("/{id}/files")
  public Uni<Members> files(@RestPath String id, @Context HttpHeaders headers) {
    return datasets
        .files(id, Credentials.header(headers))
        .map(found -> Members.of(found.stream().map(V2Files.Summary::of).toList()));
  }

  @POST
  @Path("/{id}/files")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<V2Files.Summary> upload(
      @RestPath String id,
      @RestForm("file") @Nullable FileUpload file,
      @Context HttpHeaders headers) {
    return datasets.upload(id, Credentials.header(headers), file).map(V2Files.Summary::of);
  }

  @GET
  @Path("/{id}/download")
  @Produces("application/zip")
  @Uncompressed
  public RestMulti<byte[]> download(@RestPath String id, @Context HttpHeaders headers) {
    return datasets.download(id, Credentials.header(headers));
  }

  @GET
  @Path("/{id}/metadata")
  public Uni<List<V2Files.Document>> metadata(
      @RestPath String id, @RestQuery @Nullable String extractor, @Context HttpHeaders headers) {
    return datasets
        .metadata(id, Credentials.header(headers))
        .map(found -> documents.of(found, extractor));
  }

  @POST
  @Path("/{id}/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> add(
      @RestPath String id, @Context HttpHeaders headers, @Nullable JsonNode body) {
    return datasets.add(id, Credentials.header(headers), body).map(kept -> Posted.of(kept.id()));
  }

  @PATCH
  @Path("/{id}/thumbnail/{thumbnail}")
  public Uni<Illustrated> thumbnail(
      @RestPath String id, @RestPath String thumbnail, @Context HttpHeaders headers) {
    return datasets
        .attach(Result.THUMBNAIL, thumbnail, id, Credentials.header(headers))
        .replaceWith(() -> new Illustrated(id, thumbnail));
  }
}
