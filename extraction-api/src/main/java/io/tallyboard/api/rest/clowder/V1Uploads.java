package io.tallyboard.api.rest.clowder;

import io.smallrye.mutiny.Uni;
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

/** Files that extractors of Clowder v1 made. */
@Path("/api/uploadToDataset/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class V1Uploads {
  private final ExtractorDatasets datasets;

  V1Uploads(ExtractorDatasets datasets) {
    this.datasets = datasets;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Made> upload(
      @RestPath String id,
      @RestQuery @Nullable String key,
      @RestForm("file") @Nullable FileUpload file,
      @Context HttpHeaders headers) {
    return datasets.upload(id, V1Key.of(key, headers), file).map(stored -> new Made(stored.id()));
  }
}
