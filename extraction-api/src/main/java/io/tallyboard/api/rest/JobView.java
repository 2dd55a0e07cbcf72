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
 * @param trouble a doubt about an unfinished job: STALLED, SUSPECT or LOOPING
 * @param mayReturn of a lost job: whether the broker held messages for its extractor when it was given
 *     up, so that it may run again
 * @param takenBack how many verdicts on it (stalled, suspect, lost) were wrong; absent where none was
 * @param retryOf the job that this one was asked for to make good
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
    InitiatedView initiatedBy,
    JobState state,
    @Nullable Trouble trouble,
    @Nullable Boolean mayReturn,
    @Nullable Integer takenBack,
    @Nullable String retryOf,
    @Nullable String addressedBy,
    List<Attempt> attempts,
    int attemptCount,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant lastSeenAt,
    @Nullable WaitingView waiting,
    @Nullable Span running,
    @Nullable String lastMessage,
    long updates,
    @Nullable Long dropped,
    @Nullable Boolean imported,
    @Nullable JsonNode parameters,
    @Nullable String waitingReason,
    long version)
    implements Ticking {

  /**
   * Who had the job made, and how.
   *
   * @param cause the event that it was made of
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InitiatedView(@Nullable UserRef user, How how, @Nullable String cause) {
    static InitiatedView of(JobCard job) {
      return new InitiatedView(job.user(), job.how(), job.cause().orElse(null));
    }
  }

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
        InitiatedView.of(job),
        job.state(),
        job.trouble(),
        job.mayReturn(),
        job.takenBack(),
        job.request() == null ? null : job.request().retryOf(),
        job.addressedBy(),
        job.attempts(),
        job.attemptCount(),
        job.createdAt(),
        job.submittedAt(),
        job.startedAt(),
        job.finishedAt(),
        job.lastSeenAt(),
        WaitingView.of(job.waiting(), job.waits()),
        job.running(),
        job.lastMessage(),
        job.updates(),
        job.dropped() == 0 ? null : job.dropped(),
        job.imported() ? true : null,
        json.read(job.request() == null ? null : job.request().parameters()),
        job.waitingReason(),
        job.version());
  }

  @Override
  public boolean ticks() {
    return waiting != null && waiting.lasts();
  }

  @Override
  public JobView still() {
    return new JobView(
        id,
        identity,
        ambiguous,
        formerIds,
        resource,
        extractor,
        extractorVersion,
        dataset,
        user,
        how,
        initiatedBy,
        state,
        trouble,
        mayReturn,
        takenBack,
        retryOf,
        addressedBy,
        attempts,
        attemptCount,
        createdAt,
        submittedAt,
        startedAt,
        finishedAt,
        lastSeenAt,
        waiting == null ? null : waiting.still(),
        running,
        lastMessage,
        updates,
        dropped,
        imported,
        parameters,
        waitingReason,
        version);
  }
}
