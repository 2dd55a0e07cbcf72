package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The outbox as its port describes it, without a store. */
final class OutboxInMemory implements Outbox {
  private final Map<String, Submission> submissions = new HashMap<>();
  private final Map<String, Instant> held = new HashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();

  void put(Submission submission) {
    submissions.put(submission.jobId(), submission);
  }

  Submission get(String jobId) {
    return submissions.get(jobId);
  }

  Instant heldUntil(String jobId) {
    return held.getOrDefault(jobId, Instant.EPOCH);
  }

  void free(String jobId) {
    held.remove(jobId);
  }

  Set<String> keys(String jobId) {
    return keys.getOrDefault(jobId, Set.of());
  }

  @Override
  public Uni<Void> accept(Submission submission) {
    put(submission);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until) {
    if (!unchanged(read) || heldUntil(read.jobId()).isAfter(now)) {
      return Uni.createFrom().item(Optional.empty());
    }
    held.put(read.jobId(), until);
    Submission claimed = withVersion(read, read.version() + 1);
    put(claimed);
    return Uni.createFrom().item(Optional.of(claimed));
  }

  @Override
  public Uni<Optional<Submission>> write(Submission before, Submission next, Instant heldUntil) {
    if (!unchanged(before)) {
      return Uni.createFrom().item(Optional.empty());
    }
    Set<String> all = keys.computeIfAbsent(next.jobId(), id -> new LinkedHashSet<>());
    if (next.keyHash() != null) {
      all.add(next.keyHash());
    } else {
      all.remove(before.keyHash());
    }
    put(next);
    held.put(next.jobId(), heldUntil);
    return Uni.createFrom().item(Optional.of(next));
  }

  private boolean unchanged(Submission read) {
    return submissions.get(read.jobId()).version() == read.version();
  }

  private static Submission withVersion(Submission s, long version) {
    return new Submission(
        s.jobId(),
        s.resource(),
        s.mimeType(),
        s.size(),
        s.extractor(),
        s.queue(),
        s.request(),
        s.updateQueue(),
        s.state(),
        s.waiting(),
        s.keyHash(),
        s.createdAt(),
        s.dispatchedAt(),
        s.dispatches(),
        version);
  }

  @Override
  public Uni<List<Submission>> due(SubmissionState state, Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<List<Submission>> dueFor(String queue, Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<List<String>> awaitedQueues() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> noteRecorded() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Long> unsent() {
    throw new UnsupportedOperationException();
  }
}
