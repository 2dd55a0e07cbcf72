package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Previews as extractors of Clowder v1 hand them in, before they say of which file. */
@Path("/api/previews")
@Produces(MediaType.APPLICATION_JSON)
public class V1Previews {
  private final ExtractorResults results;

  V1Previews(ExtractorResults results) {
    this.results = results;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Made> add(
      @RestQuery @Nullable String key,
      @RestForm("File") @Nullable FileUpload file,
      @Context HttpHeaders headers) {
    return results
        .upload(Result.PREVIEW, V1Key.of(key, headers), "File", file)
        .map(kept -> new Made(kept.id()));
  }

  @POST
  @Path("/{id}/metadata")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Posted> describe(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    return results.describe(id, V1Key.of(key, headers), body).replaceWith(() -> Posted.of(id));
  }
}
