package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.rest.auth.Credentials;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Clowder v2's previews: first it is said what they are of, then they come. */
@Path("/api/v2/visualizations")
@Produces(MediaType.APPLICATION_JSON)
public class V2Visualizations {
  private static final List<String> ABOUT =
      List.of("parameters", "visualization_mimetype", "visualization_component_id");

  private final Access access;
  private final ExtractorResults results;

  V2Visualizations(Access access, ExtractorResults results) {
    this.access = access;
    this.results = results;
  }

  @POST
  @Path("/config")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Made> announce(@Context HttpHeaders headers, @Nullable JsonNode body) {
    JsonNode config = ExtractorResults.object(body);
    String id = config.path("resource").path("resource_id").asText("");
    Optional<Secret> key = Credentials.header(headers);
    Uni<Result> announced =
        switch (config.path("resource").path("collection").asText("")) {
          case "files", "file" ->
              access
                  .file(id, key, Role.SUBMITTER)
                  .chain(on -> announce(ResourceRef.file(id), on.visitor(), config));
          case "datasets", "dataset" ->
              access
                  .dataset(id, key, Role.SUBMITTER)
                  .chain(on -> announce(ExtractorDatasets.dataset(id), on.visitor(), config));
          default ->
              throw Refused.malformed("/resource/collection", "files or datasets is expected.");
        };
    return announced.map(kept -> new Made(kept.id()));
  }

  private Uni<Result> announce(ResourceRef on, Visitor by, JsonNode config) {
    ObjectNode about = ((ObjectNode) config.deepCopy()).retain(ABOUT);
    about.properties().removeIf(field -> field.getValue().isNull());
    return results.announce(on, by, about);
  }

  /** Its name and description come as words like {@code None} where there are none. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Made> add(
      @RestQuery @Nullable String name,
      @RestQuery @Nullable String description,
      @RestQuery @Nullable String config,
      @RestForm("file") @Nullable FileUpload file,
      @Context HttpHeaders headers) {
    if (config == null) {
      throw Refused.malformed("config", "The id of a configuration is expected.");
    }
    return results
        .fill(config, told(name), told(description), Credentials.header(headers), file)
        .map(kept -> new Made(kept.id()));
  }

  private static Optional<String> told(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank() && !t.equals("None"));
  }
}
