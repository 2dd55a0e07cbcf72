package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.dispatch.Sending.Outcome;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.Turns;
import io.tallyboard.contract.store.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a queue while it is held, and what is on its way there. One thread prepares while
 * another sends, and each batch lands before the next is sent.
 */
final class Filling {
  private final String queue;
  private final Optional<QueueState> state;
  private final Set<Integer> exhausted = new HashSet<>();

  /** Of the priority that is looked at. */
  private final Set<String> without = new HashSet<>();

  private int priority;
  private @Nullable List<InFlight> there;
  private Turns whose;
  private Uni<Void> onItsWay = Uni.createFrom().voidItem();
  private int sent;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  Filling(String queue, Optional<QueueState> state, Turns whose) {
    this.queue = queue;
    this.state = state;
    this.whose = whose;
  }

  String queue() {
    return queue;
  }

  /** As the broker told; empty where it did not. */
  Optional<QueueState> state() {
    return state;
  }

  Turns whose() {
    return whose;
  }

  /** How many, once it is over; it fails with what it was stopped by. */
  Uni<Integer> sent() {
    @Nullable Throwable why = failure;
    return why == null ? Uni.createFrom().item(sent) : Uni.createFrom().failure(why);
  }

  boolean stopped() {
    return stopped;
  }

  void stop() {
    stopped = true;
  }

  void failed(Throwable why) {
    failure = why;
    stop();
  }

  /** What was not asked for yet is empty. */
  Optional<List<InFlight>> there() {
    return Optional.ofNullable(there);
  }

  List<InFlight> found(List<InFlight> believed) {
    List<InFlight> known = new ArrayList<>(believed);
    there = known;
    return known;
  }

  /** Somebody asked for another look: all is asked for anew. */
  Filling anew() {
    exhausted.clear();
    without.clear();
    there = null;
    return this;
  }

  /** The highest of them that has more. */
  Optional<Integer> highest(List<Integer> priorities) {
    Optional<Integer> highest =
        priorities.stream().filter(p -> !exhausted.contains(p)).max(Integer::compare);
    highest.ifPresent(this::lookAt);
    return highest;
  }

  private void lookAt(int next) {
    if (next != priority) {
      without.clear();
      priority = next;
    }
  }

  /** Nobody has more of that priority, or others are at them. */
  void exhausted(int which) {
    exhausted.add(which);
  }

  /** The user has no more of the priority that is looked at, or others are at them. */
  void without(String user) {
    without.add(user);
  }

  List<String> stillWaiting(List<String> users) {
    List<String> waiting = users.stream().filter(user -> !without.contains(user)).toList();
    whose = whose.with(waiting);
    return waiting;
  }

  /** These are next. Before it is known which of them arrive, all count. */
  void served(List<Submission> due, List<String> users) {
    if (there != null) {
      for (Submission job : due) {
        there.add(new InFlight(job.jobId(), user(job), job.createdAt()));
      }
    }
    whose = whose.served(due.stream().map(Filling::user).toList(), users);
  }

  private static String user(Submission job) {
    return job.request().user() == null ? "" : job.request().user().id();
  }

  /** Begins at once, and is not waited for. */
  void send(Uni<Outcome> handOver) {
    onItsWay =
        handOver
            .invoke(this::came)
            .onFailure()
            .invoke(this::failed)
            .onFailure()
            .recoverWithNull()
            .replaceWithVoid()
            .memoize()
            .indefinitely();
    onItsWay.subscribe().with(landed -> {});
  }

  private void came(Outcome outcome) {
    sent += outcome.sent();
    if (outcome.failed() || outcome.noQueue()) {
      stop();
    }
  }

  /** What came of all that was on its way is known, or will not be. */
  Uni<Void> landed() {
    return onItsWay;
  }
}
