package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.rest.auth.Credentials;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
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

/** A file as extractors of Clowder v2 ask for it, with their key in the header {@code X-API-KEY}. */
@Path("/api/v2/files/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class V2Files {
  private final ExtractorFiles files;
  private final V2Documents documents;

  V2Files(ExtractorFiles files, V2Documents documents) {
    this.files = files;
    this.documents = documents;
  }

  /** The file itself. */
  @Schema(name = "ClowderV2Summary")
  public record Summary(
      String id,
      String name,
      long bytes,
      @JsonProperty("content_type") ContentType contentType,
      Instant created) {

    static Summary of(StoredFile file) {
      String type = file.mimeType();
      return new Summary(
          file.id(),
          file.name(),
          file.size(),
          new ContentType(type, type.substring(0, type.indexOf('/'))),
          file.createdAt());
    }
  }

  /** A media type and its first half. */
  @Schema(name = "ClowderV2ContentType")
  public record ContentType(
      @JsonProperty("content_type") String contentType,
      @JsonProperty("main_type") String mainType) {}

  /** One extractor's metadata. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ClowderV2Document")
  public record Document(
      String id, @Nullable JsonNode content, @Nullable Agent agent, Instant created) {}

  /** Who found it out. */
  @Schema(name = "ClowderV2Agent")
  public record Agent(Listener listener) {}

  /** Clowder v2's word for an extractor. */
  @Schema(name = "ClowderV2Listener")
  public record Listener(String name) {}

  @GET
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Uncompressed
  public RestMulti<byte[]> bytes(@RestPath String id, @Context HttpHeaders headers) {
    return files.bytes(id, Credentials.header(headers));
  }

  @HEAD
  public Uni<Response> head(@RestPath String id, @Context HttpHeaders headers) {
    return files.head(id, Credentials.header(headers));
  }

  @GET
  @Path("/summary")
  public Uni<Summary> summary(@RestPath String id, @Context HttpHeaders headers) {
    return files.describe(id, Credentials.header(headers)).map(Summary::of);
  }

  @GET
  @Path("/metadata")
  public Uni<List<Document>> metadata(
      @RestPath String id, @RestQuery @Nullable String extractor, @Context HttpHeaders headers) {
    return files
        .metadata(id, Credentials.header(headers))
        .map(found -> documents.of(found, extractor));
  }

  @POST
  @Path("/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> add(
      @RestPath String id, @Context HttpHeaders headers, @Nullable JsonNode body) {
    return files.add(id, Credentials.header(headers), body).map(kept -> Posted.of(kept.id()));
  }

  @PATCH
  @Path("/thumbnail/{thumbnail}")
  public Uni<Illustrated> thumbnail(
      @RestPath String id, @RestPath String thumbnail, @Context HttpHeaders headers) {
    return files
        .attach(Result.THUMBNAIL, thumbnail, id, Credentials.header(headers))
        .replaceWith(() -> new Illustrated(id, thumbnail));
  }
}
