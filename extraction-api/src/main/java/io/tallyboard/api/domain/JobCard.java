package io.tallyboard.api.domain;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is shown: its record without what only the fold needs, or, until there is a record, the
 * submission.
 *
 * @param waits why it does not run yet; null where that is not known, or it waits no more
 */
public record JobCard(
    String id,
    Identity identity,
    boolean ambiguous,
    List<String> formerIds,
    @Nullable ResourceRef resource,
    @Nullable String extractor,
    @Nullable Request request,
    JobState state,
    @Nullable Trouble trouble,
    @Nullable Boolean mayReturn,
    @Nullable Integer takenBack,
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
    long dropped,
    boolean imported,
    @Nullable Wait waits,
    long version) {

  public JobCard {
    formerIds = List.copyOf(formerIds);
    attempts = List.copyOf(attempts);
  }

  public static JobCard of(Job job, Optional<Wait> waits) {
    return new JobCard(
        job.id(),
        job.identity(),
        job.ambiguous(),
        job.formerIds(),
        job.resource(),
        job.extractor(),
        job.request(),
        job.state(),
        job.trouble(),
        job.mayReturn(),
        job.takenBack(),
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
        job.dropped(),
        job.imported(),
        job.state() == JobState.SUBMITTED ? waits.orElse(null) : null,
        job.version());
  }

  public static JobCard of(Submission submission) {
    return of(submission, Optional.empty());
  }

  public static JobCard of(Submission submission, Optional<Wait> waits) {
    return new JobCard(
        submission.jobId(),
        Identity.GIVEN,
        false,
        List.of(),
        submission.resource(),
        submission.extractor(),
        submission.request(),
        submission.state() == SubmissionState.CANCELLED ? JobState.CANCELLED : JobState.SUBMITTED,
        null,
        null,
        null,
        null,
        List.of(),
        0,
        submission.createdAt(),
        submission.createdAt(),
        null,
        null,
        submission.createdAt(),
        null,
        null,
        null,
        0,
        0,
        false,
        waits.orElse(null),
        0);
  }

  /** Why it was not sent to its extractor yet, or why nobody there takes it, in words. */
  public @Nullable String waitingReason() {
    return waits == null || waits.ordinary() ? null : waits.text();
  }

  /** The extractor's, as it was known when the job was asked for. */
  public Optional<String> extractorVersion() {
    return Optional.ofNullable(request).map(Request::extractorVersion);
  }

  /** What its file belongs to, or what it works on. */
  public Optional<String> dataset() {
    return Optional.ofNullable(request).map(Request::dataset);
  }

  public @Nullable UserRef user() {
    return request == null ? null : request.user();
  }

  public How how() {
    return request == null ? How.UNKNOWN : request.how();
  }

  /** The event that it was made of. */
  public Optional<String> cause() {
    return Optional.ofNullable(request).map(Request::cause);
  }

  public Optional<String> resourceName() {
    return Optional.ofNullable(request).map(Request::resourceName);
  }

  /** Said to run, but nobody works on it. */
  public boolean stalled() {
    return state.running() && trouble != null && trouble.kind() == Event.STALLED;
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
