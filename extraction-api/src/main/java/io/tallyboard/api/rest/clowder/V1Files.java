package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A file as extractors of Clowder v1 ask for it, with their key in the query. */
@Path("/api/files/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class V1Files {
  private final ExtractorFiles files;
  private final V1Documents documents;

  V1Files(ExtractorFiles files, V1Documents documents) {
    this.files = files;
    this.documents = documents;
  }

  /** Without a {@code filepath}: it would make the extractor look for the file on its own disk. */
  @Schema(name = "ClowderV1Summary")
  public record Summary(
      String id,
      String filename,
      String filedescription,
      @JsonProperty("content-type") String contentType,
      @JsonProperty("date-created") Instant dateCreated,
      String size,
      String authorId,
      String thumbnail) {

    static Summary of(StoredFile file) {
      return new Summary(
          file.id(),
          file.name(),
          "",
          file.mimeType(),
          file.createdAt(),
          Long.toString(file.size()),
          file.uploadedBy().id(),
          "");
    }
  }

  /** One extractor's metadata. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ClowderV1Document")
  public record Document(
      String id,
      @JsonProperty("attached_to") ResourceRef attachedTo,
      @Nullable Agent agent,
      @JsonProperty("created_at") Instant createdAt,
      @Nullable JsonNode content) {}

  /** Who found it out. */
  @Schema(name = "ClowderV1Agent")
  public record Agent(@JsonProperty("@type") String type, String name) {}

  @GET
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Uncompressed
  public RestMulti<byte[]> bytes(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return files.bytes(id, V1Key.of(key, headers));
  }

  @HEAD
  public Uni<Response> head(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return files.head(id, V1Key.of(key, headers));
  }

  @GET
  @Path("/metadata")
  public Uni<Summary> summary(
      @RestPath String id, @RestQuery @Nullable String key, @Context HttpHeaders headers) {
    return files.open(id, V1Key.of(key, headers)).map(Summary::of);
  }

  @GET
  @Path("/metadata.jsonld")
  public Uni<List<Document>> metadata(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @RestQuery @Nullable String extractor,
      @Context HttpHeaders headers) {
    return files.metadata(id, V1Key.of(key, headers)).map(found -> documents.of(found, extractor));
  }

  @POST
  @Path("/metadata.jsonld")
  @Consumes({MediaType.APPLICATION_JSON, "application/ld+json"})
  public Uni<Posted> addLinked(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return add(id, key, headers, body);
  }

  @POST
  @Path("/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> add(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return files.add(id, V1Key.of(key, headers), body).map(kept -> Posted.of(kept.id()));
  }

  @POST
  @Path("/tags")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> tag(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return files.tag(id, V1Key.of(key, headers), body).map(kept -> Posted.of(kept.id()));
  }

  @POST
  @Path("/previews/{preview}")
  public Uni<Posted> preview(
      @RestPath String id,
      @RestPath String preview,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers) {
    return files
        .attach(Result.PREVIEW, preview, id, V1Key.of(key, headers))
        .replaceWith(() -> Posted.of(preview));
  }

  @POST
  @Path("/thumbnails/{thumbnail}")
  public Uni<Posted> thumbnail(
      @RestPath String id,
      @RestPath String thumbnail,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers) {
    return files
        .attach(Result.THUMBNAIL, thumbnail, id, V1Key.of(key, headers))
        .replaceWith(() -> Posted.of(thumbnail));
  }
}
