package io.tallyboard.api.rest.clowder;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.access.Keys;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.FileStore;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.api.rest.problem.Problems;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call with this key may do this to this file: a job's own key opens the job's own file and
 * no other; an API key opens what its user may see.
 */
@ApplicationScoped
class Access {
  private final SubmissionRecords submissions;
  private final Keys keys;
  private final FileStore files;
  private final ApiConfig config;
  private final ApiMetrics metrics;

  Access(
      SubmissionRecords submissions,
      Keys keys,
      FileStore files,
      ApiConfig config,
      ApiMetrics metrics) {
    this.submissions = submissions;
    this.keys = keys;
    this.files = files;
    this.config = config;
    this.metrics = metrics;
  }

  /**
   * What a key opened.
   *
   * @param job whose key it was; empty for an API key
   */
  record Opened(StoredFile file, Optional<Submission> job) {}

  Uni<Opened> open(String fileId, Optional<Secret> key, Role needed) {
    return key.map(secret -> open(fileId, secret, needed))
        .orElseGet(() -> Uni.createFrom().failure(this::unauthorized));
  }

  private Uni<Opened> open(String fileId, Secret key, Role needed) {
    return submissions
        .byKey(key.hash())
        .chain(
            job ->
                job.map(submission -> asJob(fileId, submission))
                    .orElseGet(() -> asCaller(fileId, key, needed)));
  }

  private Uni<Opened> asJob(String fileId, Submission job) {
    return job.resource().equals(ResourceRef.file(fileId))
        ? file(fileId, Visibility.all(), job)
        : Uni.createFrom().failure(() -> forbidden("This key is another job's."));
  }

  private Uni<Opened> asCaller(String fileId, Secret key, Role needed) {
    return keys.identify(key)
        .chain(
            found -> {
              Caller caller = found.orElseThrow(this::unauthorized);
              if (!caller.role().covers(needed)) {
                throw forbidden("This needs the role " + needed.word() + ".");
              }
              return file(fileId, Visibility.of(config.visibility(), caller), null);
            });
  }

  private Uni<Opened> file(String id, Visibility visibility, @Nullable Submission job) {
    return files
        .byId(id, visibility)
        .map(
            found ->
                new Opened(
                    found.orElseThrow(() -> Refused.notFound("There is no file of this id.")),
                    Optional.ofNullable(job)));
  }

  private WebApplicationException unauthorized() {
    metrics.refused();
    return new WebApplicationException(Problems.unauthorized());
  }

  private static WebApplicationException forbidden(String detail) {
    return new WebApplicationException(Problems.of(403, detail));
  }
}
