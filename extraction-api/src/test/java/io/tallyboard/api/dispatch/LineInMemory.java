package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in line in an outbox without a store. */
final class LineInMemory implements Line {
  private final OutboxInMemory outbox;

  LineInMemory(OutboxInMemory outbox) {
    this.outbox = outbox;
  }

  private List<Submission> announced(String queue) {
    return outbox.all(s -> s.state() == SubmissionState.ANNOUNCED && s.queue().equals(queue));
  }

  static String user(Submission s) {
    return s.request().user().id();
  }

  private static <T> Uni<T> item(T item) {
    return Uni.createFrom().item(item);
  }

  @Override
  public Uni<Boolean> waits(String queue, Instant now) {
    return item(announced(queue).stream().anyMatch(s -> outbox.isFree(s.jobId(), now)));
  }

  @Override
  public Uni<List<Integer>> priorities(String queue) {
    return item(announced(queue).stream().map(Submission::priority).distinct().toList());
  }

  @Override
  public Uni<List<String>> users(String queue, int priority) {
    return item(
        announced(queue).stream()
            .filter(s -> s.priority() == priority)
            .map(LineInMemory::user)
            .distinct()
            .toList());
  }

  @Override
  public Uni<List<Submission>> oldest(
      String queue, int priority, String user, Instant now, int limit) {
    return item(
        announced(queue).stream()
            .filter(s -> s.priority() == priority && user(s).equals(user))
            .filter(s -> outbox.isFree(s.jobId(), now))
            .limit(limit)
            .toList());
  }

  @Override
  public Uni<List<InFlight>> inFlight(String queue, int limit) {
    return item(
        outbox.flying(queue).stream()
            .limit(limit)
            .map(s -> new InFlight(s.jobId(), user(s), s.dispatchedAt()))
            .toList());
  }

  @Override
  public Uni<List<String>> flying() {
    return item(
        outbox.all(s -> s.state() == SubmissionState.DISPATCHED).stream()
            .map(Submission::queue)
            .distinct()
            .toList());
  }

  @Override
  public Uni<Map<String, Long>> landed(Collection<String> jobIds) {
    Map<String, Long> room = new HashMap<>();
    jobIds.stream()
        .filter(outbox::land)
        .forEach(id -> room.merge(outbox.get(id).queue(), 1L, Long::sum));
    return item(room);
  }

  @Override
  public Uni<Long> higher(String queue, int priority) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Map<String, Long>> counts(String queue, int priority) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Long> older(Submission than, String user) {
    throw new UnsupportedOperationException();
  }
}
