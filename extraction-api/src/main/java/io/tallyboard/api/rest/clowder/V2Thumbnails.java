package io.tallyboard.api.rest.clowder;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.rest.auth.Credentials;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Thumbnails as extractors of Clowder v2 hand them in, before they say of what. */
@Path("/api/v2/thumbnails")
@Produces(MediaType.APPLICATION_JSON)
public class V2Thumbnails {
  private final ExtractorResults results;

  V2Thumbnails(ExtractorResults results) {
    this.results = results;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Made> add(@RestForm("file") @Nullable FileUpload file, @Context HttpHeaders headers) {
    return results
        .upload(Result.THUMBNAIL, Credentials.header(headers), "file", file)
        .map(kept -> new Made(kept.id()));
  }
}
