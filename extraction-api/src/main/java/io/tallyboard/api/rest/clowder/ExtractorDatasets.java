package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.Datasets;
import io.tallyboard.api.domain.Dataset;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.DatasetStore.NewDataset;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.rest.FileContent;
import io.tallyboard.api.rest.Uploads;
import io.tallyboard.api.rest.ZipStream;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** What both of Clowder's versions ask of a dataset. */
@ApplicationScoped
class ExtractorDatasets {
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_DESCRIPTION = 10_000;

  private final Access access;
  private final Datasets datasets;
  private final Results results;
  private final ExtractorResults handedIn;
  private final Uploads uploads;
  private final ZipStream zip;

  ExtractorDatasets(
      Access access,
      Datasets datasets,
      Results results,
      ExtractorResults handedIn,
      Uploads uploads,
      ZipStream zip) {
    this.access = access;
    this.datasets = datasets;
    this.results = results;
    this.handedIn = handedIn;
    this.uploads = uploads;
    this.zip = zip;
  }

  /** What each run asks first. */
  Uni<Dataset> open(String id, Optional<Secret> key) {
    return access
        .dataset(id, key, Role.VIEWER)
        .invoke(opened -> access.opening(opened.visitor()))
        .map(Access.Opened::thing);
  }

  Uni<List<StoredFile>> files(String id, Optional<Secret> key) {
    return access.dataset(id, key, Role.VIEWER).chain(this::files);
  }

  private Uni<List<StoredFile>> files(Access.Opened<Dataset> opened) {
    Dataset dataset = opened.thing();
    return datasets.allFiles(dataset.id(), access.filesOf(dataset, opened.visitor()));
  }

  private record Content(Dataset dataset, List<StoredFile> files) {}

  RestMulti<byte[]> download(String id, Optional<Secret> key) {
    return RestMulti.fromUniResponse(
        access
            .dataset(id, key, Role.VIEWER)
            .chain(opened -> files(opened).map(found -> new Content(opened.thing(), found))),
        content -> zip.of(content.files()),
        content ->
            Map.of(
                HttpHeaders.CONTENT_TYPE,
                List.of("application/zip"),
                HttpHeaders.CONTENT_DISPOSITION,
                List.of(FileContent.attachment(content.dataset().name() + ".zip"))));
  }

  Uni<List<Result>> metadata(String id, Optional<Secret> key) {
    return access
        .dataset(id, key, Role.VIEWER)
        .chain(opened -> results.ofResource(dataset(id), ExtractorFiles.MAX_RESULTS))
        .map(ExtractorFiles::metadata);
  }

  Uni<Result> add(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    return access
        .dataset(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.metadata(dataset(id), opened.visitor(), posted));
  }

  Uni<Result> tag(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    return access
        .dataset(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.tags(dataset(id), opened.visitor(), posted));
  }

  Uni<Void> attach(String kind, String picture, String id, Optional<Secret> key) {
    return access
        .dataset(id, key, Role.SUBMITTER)
        .chain(opened -> handedIn.attach(kind, picture, dataset(id), opened.visitor()));
  }

  /** A file that an extractor made, as one of the dataset's. */
  Uni<StoredFile> upload(String id, Optional<Secret> key, @Nullable FileUpload file) {
    if (file == null) {
      throw Refused.malformed("/file", "The form needs a part \"file\".");
    }
    return access
        .enter(key, Role.SUBMITTER)
        .chain(
            by ->
                access
                    .datasetToFill(id, by)
                    .chain(
                        dataset ->
                            uploads.store(
                                file.uploadedFile(),
                                file.fileName(),
                                file.contentType(),
                                dataset.id(),
                                by.user(),
                                by.job().map(Submission::jobId).orElse(null)))
                    .call(stored -> made(by, ResourceRef.file(stored.id()), stored.name())));
  }

  Uni<Dataset> make(Optional<Secret> key, @Nullable JsonNode posted) {
    JsonNode body = ExtractorResults.object(posted);
    String name = text(body, "name", LONGEST_NAME);
    if (name == null) {
      throw Refused.malformed("/name", "A name is expected.");
    }
    JsonNode space = body.path("space");
    @Nullable String of = space.isArray() ? space.path(0).textValue() : space.textValue();
    return access
        .enter(key, Role.SUBMITTER)
        .chain(
            by ->
                datasets
                    .make(
                        new NewDataset(
                            name,
                            text(body, "description", LONGEST_DESCRIPTION),
                            of,
                            by.user(),
                            by.job().map(Submission::jobId).orElse(null)))
                    .call(made -> made(by, dataset(made.id()), made.name())));
  }

  private static @Nullable String text(JsonNode body, String field, int most) {
    @Nullable String given = body.path(field).textValue();
    String text = given == null ? "" : given.strip();
    if (text.length() > most) {
      throw Refused.malformed("/" + field, "At most %d characters are expected.".formatted(most));
    }
    return text.isEmpty() ? null : text;
  }

  /** What a job made is among its results. */
  private Uni<?> made(Visitor by, ResourceRef what, String name) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("type", what.type()).put("id", what.id()).put("name", name);
    return by.job()
        .<Uni<?>>map(job -> handedIn.output(job.resource(), by, content))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  static ResourceRef dataset(String id) {
    return new ResourceRef(ResourceRef.DATASET, id);
  }
}
