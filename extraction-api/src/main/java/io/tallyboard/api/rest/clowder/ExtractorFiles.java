package io.tallyboard.api.rest.clowder;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.JobIds;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Role;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.StoredFile;
import io.tallyboard.api.domain.port.Results;
import io.tallyboard.api.rest.FileContent;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.store.Result;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What both of Clowder's versions ask of a file. */
@ApplicationScoped
class ExtractorFiles {
  private static final String METADATA = "metadata";
  private static final int MAX_RESULTS = 100;

  private final Access access;
  private final FileContent content;
  private final Results results;
  private final JobIds ids;
  private final InstantSource clock;

  ExtractorFiles(
      Access access, FileContent content, Results results, JobIds ids, InstantSource clock) {
    this.access = access;
    this.content = content;
    this.results = results;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<StoredFile> describe(String id, Optional<Secret> key) {
    return access.open(id, key, Role.VIEWER).map(Access.Opened::file);
  }

  RestMulti<byte[]> bytes(String id, Optional<Secret> key) {
    return content.stream(describe(id, key));
  }

  Uni<Response> head(String id, Optional<Secret> key) {
    return content.head(describe(id, key));
  }

  Uni<List<Result>> metadata(String id, Optional<Secret> key) {
    return access
        .open(id, key, Role.VIEWER)
        .chain(opened -> results.ofResource(ResourceRef.file(id), MAX_RESULTS));
  }

  /** Keeps what was posted, linked to the job whose key was shown. */
  Uni<Result> add(String id, Optional<Secret> key, @Nullable JsonNode posted) {
    return access
        .open(id, key, Role.SUBMITTER)
        .map(opened -> compose(opened, posted))
        .call(results::add);
  }

  private Result compose(Access.Opened opened, @Nullable JsonNode posted) {
    if (posted == null || !posted.isObject()) {
      throw Refused.malformed("", "A JSON object is expected.");
    }
    Optional<Submission> job = opened.job();
    return new Result(
        ids.next(),
        job.map(Submission::jobId).orElse(null),
        ResourceRef.file(opened.file().id()),
        job.map(Submission::extractor).orElse(MetadataBody.author(posted).orElse(null)),
        METADATA,
        MetadataBody.content(posted).toString(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
