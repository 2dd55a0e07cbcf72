package io.tallyboard.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job, as a client reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
    String id,
    Identity identity,
    boolean ambiguous,
    @Nullable ResourceView resource,
    @Nullable String extractor,
    @Nullable UserRef user,
    How how,
    JobState state,
    List<Attempt> attempts,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant lastSeenAt,
    @Nullable Span waiting,
    @Nullable Span running,
    @Nullable String lastMessage,
    long updates,
    @Nullable JsonNode parameters,
    @Nullable String waitingReason,
    long version) {

  /** What a job works on, by its name where that is known. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResourceView(String type, String id, @Nullable String name) {
    static ResourceView of(ResourceRef ref, Optional<String> name) {
      return new ResourceView(ref.type(), ref.id(), name.orElse(null));
    }
  }

  static JobView of(JobCard job, JsonTexts json) {
    ResourceRef resource = job.resource();
    return new JobView(
        job.id(),
        job.identity(),
        job.ambiguous(),
        resource == null ? null : ResourceView.of(resource, job.resourceName()),
        job.extractor(),
        job.user(),
        job.how(),
        job.state(),
        job.attempts(),
        job.createdAt(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        job.lastSeenAt(),
        job.waiting(),
        job.running(),
        job.lastMessage(),
        job.updates(),
        json.read(job.request() == null ? null : job.request().parameters()),
        job.waitingReason(),
        job.version());
  }
}
