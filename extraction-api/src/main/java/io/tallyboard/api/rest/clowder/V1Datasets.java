package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.StoredFile;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A dataset as extractors of Clowder v1 ask for it, with their key in the query. */
@Path("/api/datasets")
@Produces(MediaType.APPLICATION_JSON)
public class V1Datasets {
  private final ExtractorDatasets datasets;
  private final V1Documents documents;

  V1Datasets(ExtractorDatasets datasets, V1Documents documents) {
    this.datasets = datasets;
    this.documents = documents;
  }

  /** The dataset itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ClowderV1Dataset")
  public record Info(
      String id,
      String name,
      String description,
      Instant created,
      String authorId,
      @Nullable String space) {

    static Info of(Dataset dataset) {
      @Nullable String description = dataset.description();
      return new Info(
          dataset.id(),
          dataset.name(),
          description == null ? "" : description,
          dataset.createdAt(),
          dataset.createdBy().id(),
          dataset.space());
    }
  }

  /** Without a {@code filepath}: it would make the extractor look for the file on its own disk. */
  @Schema(name = "ClowderV1Member")
  public record Member(
      String id,
      String filename,
      String contentType,
      String size,
      @JsonProperty("date-created") Instant dateCreated) {

    static Member of(StoredFile file) {
      return new Member(
          file.id(), file.name(), file.mimeType(), Long.toString(file.size()), file.createdAt());
    }
  }

  @GET
  @Path("/{id}")
  public Uni<Info> info(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return datasets.open(id, V1Key.of(key, headers)).map(Info::of);
  }

  @GET
  @Path("/{id}/files")
  public Uni<List<Member>> files(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return datasets
        .files(id, V1Key.of(key, headers))
        .map(found -> found.stream().map(Member::of).toList());
  }

  @GET
  @Path("/{id}/download")
  @Produces("application/zip")
  @Uncompressed
  public RestMulti<byte[]> download(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return datasets.download(id, V1Key.of(key, headers));
  }

  @GET
  @Path("/{id}/metadata.jsonld")
  public Uni<List<V1Files.Document>> metadata(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @RestQuery @Nullable String extractor,
      @Context HttpHeaders headers) {
    return datasets
        .metadata(id, V1Key.of(key, headers))
        .map(found -> documents.of(found, extractor));
  }

  @POST
  @Path("/{id}/metadata.jsonld")
  @Consumes({MediaType.APPLICATION_JSON, "application/ld+json"})
  public Uni<Posted> addLinked(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return add(id, key, headers, body);
  }

  @POST
  @Path("/{id}/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> add(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return datasets.add(id, V1Key.of(key, headers), body).map(kept -> Posted.of(kept.id()));
  }

  @POST
  @Path("/{id}/tags")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> tag(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return datasets.tag(id, V1Key.of(key, headers), body).map(kept -> Posted.of(kept.id()));
  }

  @POST
  @Path("/createempty")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Made> make(
      @RestQuery @Nullable String key, @Context HttpHeaders headers, @Nullable JsonNode body) {
    return datasets.make(V1Key.of(key, headers), body).map(made -> new Made(made.id()));
  }
}
