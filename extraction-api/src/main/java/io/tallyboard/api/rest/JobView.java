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
import io.tallyboard.contract.store.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job, as a client reads it.
 *
 * @param formerIds ids that an inferred job had before earlier history arrived; they still find it
 * @param extractorVersion as it was known when the job was asked for
 * @param dataset what the file belongs to; of a job on a dataset, the dataset itself
 * @param trouble a doubt about a running job: STALLED or SUSPECT
 * @param addressedBy the job that made good what this one failed at
 * @param attempts all of them, or the first and the last fifty
 * @param attemptCount how many there were
 * @param dropped how many log lines were not kept, being over the job's limit
 * @param imported true where any of it was imported from another system's history
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
    String id,
    Identity identity,
    boolean ambiguous,
    @Nullable List<String> formerIds,
    @Nullable ResourceView resource,
    @Nullable String extractor,
    @Nullable String extractorVersion,
    @Nullable String dataset,
    @Nullable UserRef user,
    How how,
    JobState state,
    @Nullable Trouble trouble,
    @Nullable String addressedBy,
    List<Attempt> attempts,
    int attemptCount,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant lastSeenAt,
    @Nullable Span waiting,
    @Nullable Span running,
    @Nullable String lastMessage,
    long updates,
    @Nullable Long dropped,
    @Nullable Boolean imported,
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
        job.formerIds().isEmpty() ? null : job.formerIds(),
        resource == null ? null : ResourceView.of(resource, job.resourceName()),
        job.extractor(),
        job.extractorVersion().orElse(null),
        job.dataset().orElse(null),
        job.user(),
        job.how(),
        job.state(),
        job.trouble(),
        job.addressedBy(),
        job.attempts(),
        job.attemptCount(),
        job.createdAt(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        job.lastSeenAt(),
        job.waiting(),
        job.running(),
        job.lastMessage(),
        job.updates(),
        job.dropped() == 0 ? null : job.dropped(),
        job.imported() ? true : null,
        json.read(job.request() == null ? null : job.request().parameters()),
        job.waitingReason(),
        job.version());
  }
}
