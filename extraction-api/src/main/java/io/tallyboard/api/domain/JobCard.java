package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown: its record without what only the fold needs, or, until there is a record, the
 * submission.
 *
 * @param waitingReason why it was not sent to its extractor yet
 */
public record JobCard(
    String id,
    Identity identity,
    boolean ambiguous,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    @Nullable Request request,
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
    @Nullable String waitingReason,
    long version) {

  public JobCard {
    attempts = List.copyOf(attempts);
  }

  public static JobCard of(Job job, Optional<String> waitingReason) {
    return new JobCard(
        job.id(),
        job.identity(),
        job.ambiguous(),
        job.resource(),
        job.extractor(),
        job.request(),
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
        job.state() == JobState.SUBMITTED ? waitingReason.orElse(null) : null,
        job.version());
  }

  public static JobCard of(Submission submission) {
    return new JobCard(
        submission.jobId(),
        Identity.GIVEN,
        false,
        submission.resource(),
        submission.extractor(),
        submission.request(),
        JobState.SUBMITTED,
        List.of(),
        submission.createdAt(),
        submission.createdAt(),
        null,
        null,
        submission.createdAt(),
        null,
        null,
        null,
        0,
        submission.waiting(),
        0);
  }

  public PagePoint point() {
    return new PagePoint(createdAt, id);
  }

  public @Nullable UserRef user() {
    return request == null ? null : request.user();
  }

  public How how() {
    return request == null ? How.UNKNOWN : request.how();
  }

  public Optional<String> resourceName() {
    return Optional.ofNullable(request).map(Request::resourceName);
  }

  /** Since when the run that is under way goes on; empty where none is. */
  public Optional<Instant> runningSince() {
    if (!state.running()) {
      return Optional.empty();
    }
    Instant last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).startedAt();
    return Optional.of(last != null ? last : startedAt != null ? startedAt : createdAt);
  }
}
