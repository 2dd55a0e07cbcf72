package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.FileNames;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.rest.JsonTexts;
import io.tallyboard.api.rest.Uploads;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Keeps what extractors hand in, linked to the job whose key was shown. */
@ApplicationScoped
class ExtractorResults {
  private final Access access;
  private final Results results;
  private final Uploads uploads;
  private final JobIds ids;
  private final InstantSource clock;
  private final JsonTexts json;
  private final long most;

  ExtractorResults(
      Access access,
      Results results,
      Uploads uploads,
      JobIds ids,
      InstantSource clock,
      JsonTexts json,
      ApiConfig config) {
    this.access = access;
    this.results = results;
    this.uploads = uploads;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
    this.most = config.maxPreview().asLongValue();
  }

  Uni<Result> metadata(ResourceRef on, Visitor by, @Nullable JsonNode posted) {
    JsonNode body = object(posted);
    return keep(
        result(
            on,
            by,
            MetadataBody.author(body),
            Result.METADATA,
            MetadataBody.content(body).toString()));
  }

  Uni<Result> tags(ResourceRef on, Visitor by, @Nullable JsonNode posted) {
    return keep(result(on, by, Optional.empty(), Result.TAGS, TagsBody.texts(posted).toString()));
  }

  /** That the job made a file or a dataset. */
  Uni<Result> output(ResourceRef on, Visitor by, JsonNode what) {
    return keep(result(on, by, Optional.empty(), Result.OUTPUT, what.toString()));
  }

  private Uni<Result> keep(Result result) {
    return results.add(result).replaceWith(result);
  }

  static JsonNode object(@Nullable JsonNode posted) {
    if (posted == null || !posted.isObject()) {
      throw Refused.malformed("", "A JSON object is expected.");
    }
    return posted;
  }

  private Result result(
      ResourceRef on, Visitor by, Optional<String> author, String kind, @Nullable String content) {
    Optional<Submission> job = by.job();
    return new Result(
        ids.next(),
        job.map(Submission::jobId).orElse(null),
        on,
        job.map(Submission::extractor).or(() -> author).orElse(null),
        kind,
        content,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * A picture that comes before it is said what it is of. A job's is on what the job is on, as long as
   * nothing else is said; of others nobody knows.
   */
  Uni<Result> upload(String kind, Optional<Secret> key, String part, @Nullable FileUpload upload) {
    FileUpload picture = checked(part, upload);
    return access
        .enter(key, Role.SUBMITTER)
        .chain(
            by -> {
              ResourceRef on =
                  by.job().map(Submission::resource).orElseGet(() -> ResourceRef.unknown(""));
              return store(result(on, by, Optional.empty(), kind, null), picture);
            });
  }

  private FileUpload checked(String part, @Nullable FileUpload upload) {
    if (upload == null) {
      throw Refused.malformed("/" + part, "The form needs a part \"%s\".".formatted(part));
    }
    if (upload.size() > most) {
      throw Refused.tooLarge(
          "/" + part, "A preview or thumbnail has at most %d bytes.".formatted(most));
    }
    return upload;
  }

  private Uni<Result> store(Result result, FileUpload upload) {
    String name = FileNames.clean(upload.fileName());
    return uploads.reading(
        upload.uploadedFile(),
        bytes -> results.add(result, name, FileNames.type(upload.contentType(), name), bytes));
  }

  /** Says what a picture is of that was handed in before. */
  Uni<Void> attach(String kind, String id, ResourceRef on, Visitor by) {
    return results
        .byId(id)
        .map(found -> own(found, by))
        .chain(
            result -> {
              if (!result.kind().equals(kind)) {
                throw Refused.notFound("There is no %s of this id.".formatted(kind));
              }
              return results.attach(id, on);
            });
  }

  /** What was made with another key is not touched. */
  private static Result own(Optional<Result> found, Visitor by) {
    Result result =
        found.orElseThrow(
            () -> Refused.notFound("There is nothing of this id that was handed in."));
    Optional<String> job = by.job().map(Submission::jobId);
    if (!job.equals(Optional.ofNullable(result.jobId()))) {
      throw Refused.forbidden("This was handed in with another key.");
    }
    return result;
  }

  /** What is said of a picture. */
  Uni<Void> describe(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    String content = object(posted).toString();
    return access
        .enter(key, Role.SUBMITTER)
        .chain(by -> results.byId(id).map(found -> own(found, by)))
        .chain(result -> results.describe(result.id(), content));
  }

  /** What will be shown, before it comes. */
  Uni<Result> announce(ResourceRef on, Visitor by, JsonNode about) {
    return keep(result(on, by, Optional.empty(), Result.PREVIEW, about.toString()));
  }

  /** What was announced; a second one of the same description stands beside the first. */
  Uni<Result> fill(
      String announced,
      Optional<String> name,
      Optional<String> description,
      Optional<Secret> key,
      @Nullable FileUpload upload) {
    FileUpload picture = checked("file", upload);
    return access
        .enter(key, Role.SUBMITTER)
        .chain(
            by ->
                results
                    .awaited(announced)
                    .chain(
                        waiting ->
                            waiting.isPresent()
                                ? Uni.createFrom().item(waiting)
                                : results.byId(announced))
                    .map(found -> own(found, by))
                    .map(
                        found ->
                            found.awaited()
                                ? found
                                : result(
                                    found.resource(),
                                    by,
                                    Optional.empty(),
                                    Result.PREVIEW,
                                    found.content())))
        .chain(result -> store(titled(result, name, description), picture));
  }

  private Result titled(Result result, Optional<String> name, Optional<String> description) {
    JsonNode about = json.read(result.content());
    if (about instanceof ObjectNode words && (name.isPresent() || description.isPresent())) {
      name.ifPresent(text -> words.put("name", text));
      description.ifPresent(text -> words.put("description", text));
      return result.withContent(words.toString());
    }
    return result;
  }
}
