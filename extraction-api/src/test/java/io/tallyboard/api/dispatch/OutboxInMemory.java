package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.Withdrawal;
import io.tallyboard.api.domain.Withdrawal.Grip;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The outbox as its port describes it, without a store. */
final class OutboxInMemory implements Outbox {
  private final Map<String, Submission> submissions = new LinkedHashMap<>();
  private final Map<String, Instant> held = new HashMap<>();
  private final Set<String> inFlight = new LinkedHashSet<>();

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

  boolean isFree(String jobId, Instant now) {
    return !heldUntil(jobId).isAfter(now);
  }

  List<Submission> all(Predicate<Submission> which) {
    return submissions.values().stream()
        .filter(which)
        .sorted(Comparator.comparing(Submission::createdAt))
        .toList();
  }

  /** Of those that were sent, which are not known to have started. */
  List<Submission> flying(String queue) {
    return inFlight.stream()
        .map(submissions::get)
        .filter(s -> s.queue().equals(queue))
        .sorted(Comparator.comparing(Submission::dispatchedAt))
        .toList();
  }

  boolean land(String jobId) {
    return inFlight.remove(jobId);
  }

  private static <T> Uni<T> item(T item) {
    return Uni.createFrom().item(item);
  }

  @Override
  public Uni<Void> accept(Submission submission) {
    put(submission);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> acceptAll(List<Submission> all) {
    all.forEach(s -> submissions.putIfAbsent(s.jobId(), s));
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Set<String>> known(Collection<String> jobIds) {
    Set<String> known = new LinkedHashSet<>(jobIds);
    known.retainAll(submissions.keySet());
    return Uni.createFrom().item(known);
  }

  @Override
  public Uni<Optional<Submission>> claim(Submission read, Instant now, Instant until) {
    if (!unchanged(read) || !isFree(read.jobId(), now)) {
      return item(Optional.empty());
    }
    held.put(read.jobId(), until);
    Submission claimed = SubmissionLife.claimed(read);
    put(claimed);
    return item(Optional.of(claimed));
  }

  @Override
  public Uni<Optional<Submission>> write(Submission before, Submission next, Instant heldUntil) {
    return item(wrote(before, next, heldUntil) ? Optional.of(next) : Optional.empty());
  }

  boolean wrote(Submission before, Submission next, Instant heldUntil) {
    if (!unchanged(before)) {
      return false;
    }
    put(next);
    held.put(next.jobId(), heldUntil);
    if (next.state() == SubmissionState.DISPATCHED) {
      inFlight.add(next.jobId());
    } else {
      inFlight.remove(next.jobId());
    }
    return true;
  }

  /** One of several writes. */
  boolean wrote(Change change, Instant now) {
    return (!change.free() || isFree(change.read().jobId(), now))
        && wrote(change.read(), change.next(), change.heldUntil());
  }

  @Override
  public Uni<List<Submission>> writeAll(List<Change> changes, Instant now) {
    return item(changes.stream().filter(c -> wrote(c, now)).map(Change::next).toList());
  }

  private boolean unchanged(Submission read) {
    return submissions.get(read.jobId()).version() == read.version();
  }

  @Override
  public Uni<Withdrawal> cancel(String jobId, Instant now) {
    Submission read = get(jobId);
    if (read.state() == SubmissionState.DISPATCHED) {
      return item(new Withdrawal(Grip.SENT, Optional.of(read)));
    }
    if (read.state() != SubmissionState.CANCELLED) {
      if (SubmissionLife.sending(read) && !isFree(jobId, now)) {
        return item(new Withdrawal(Grip.BEING_SENT, Optional.of(read)));
      }
      put(SubmissionLife.cancelled(read));
    }
    return item(Withdrawal.of(get(jobId)));
  }

  @Override
  public Uni<List<Submission>> unannounced(Instant now, int limit) {
    return item(
        all(s -> s.state() == SubmissionState.ACCEPTED && isFree(s.jobId(), now)).stream()
            .limit(limit)
            .toList());
  }

  @Override
  public Uni<List<String>> awaitedQueues() {
    return item(
        new ArrayList<>(
            new LinkedHashSet<>(
                all(s -> s.state() == SubmissionState.ANNOUNCED).stream()
                    .map(Submission::queue)
                    .toList())));
  }

  @Override
  public Uni<List<Submission>> untold(Instant before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> told(String jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Optional<Submission>> reopen(String jobId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Long> prioritise(Collection<String> jobIds, int priority) {
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
