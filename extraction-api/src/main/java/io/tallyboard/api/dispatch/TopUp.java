package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.InFlight;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.Turns;
import io.tallyboard.api.domain.Window;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.QueueTurns;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills an extractor's queue up to the window, the next in turn first. One replica does so at a time;
 * whoever comes meanwhile has it look once more.
 */
@ApplicationScoped
class TopUp {
  /**
   * How long a queue is held without a word: after so long the queue of a replica that died is
   * another's. Should one only have been slow, the window may be exceeded, but no job is sent twice.
   */
  private static final Duration HELD = Duration.ofSeconds(5);

  /** How many are sent in one go at most. */
  private static final int BATCH = 500;

  private final String holder = UUID.randomUUID().toString();
  private final Line line;
  private final QueueTurns turns;
  private final ExtractorQueues queues;
  private final SettingsStore settings;
  private final Sending sending;
  private final InstantSource clock;
  private final Window window;

  TopUp(
      Line line,
      QueueTurns turns,
      ExtractorQueues queues,
      SettingsStore settings,
      Sending sending,
      InstantSource clock,
      ApiConfig config) {
    this.line = line;
    this.turns = turns;
    this.queues = queues;
    this.settings = settings;
    this.sending = sending;
    this.clock = clock;
    this.window = new Window(config.dispatch().window());
  }

  /** How many were sent. */
  Uni<Integer> topUp(String queue) {
    return line.topPriority(queue, clock.instant())
        .chain(
            waits ->
                waits.isEmpty()
                    ? Uni.createFrom().item(0)
                    : queue(queue)
                        .chain(
                            state ->
                                state.map(QueueState::exists).orElse(true)
                                    ? take(queue, state)
                                    : Uni.createFrom().item(0)));
  }

  private Uni<Optional<QueueState>> queue(String queue) {
    return queues.states(List.of(queue)).map(known -> Optional.ofNullable(known.get(queue)));
  }

  private Uni<Integer> take(String queue, Optional<QueueState> state) {
    return take(queue)
        .chain(
            taken ->
                taken
                    .map(whose -> rounds(new Filling(queue, state, whose)))
                    .orElseGet(() -> Uni.createFrom().item(0)));
  }

  private Uni<Optional<Turns>> take(String queue) {
    Instant now = clock.instant();
    return turns.take(queue, holder, now, now.plus(HELD));
  }

  /** What is known while a queue is held. */
  private static final class Filling {
    final String queue;
    final Optional<QueueState> state;
    final Set<String> without = new HashSet<>();
    @Nullable List<InFlight> there;
    Turns whose;
    int sent;
    boolean stopped;

    Filling(String queue, Optional<QueueState> state, Turns whose) {
      this.queue = queue;
      this.state = state;
      this.whose = whose;
    }

    /** Of which it is not known which were sent, all count. */
    void add(List<Submission> due, int count) {
      List<InFlight> known = there;
      if (known != null && count > 0) {
        due.forEach(job -> known.add(new InFlight(job.jobId(), user(job), job.createdAt())));
      }
    }
  }

  private Uni<Integer> rounds(Filling filling) {
    return round(filling)
        .onFailure()
        .invoke(() -> filling.stopped = true)
        .onFailure()
        .call(() -> turns.leave(filling.queue, holder, filling.whose))
        .chain(
            more -> {
              if (more) {
                return rounds(filling);
              }
              return turns
                  .leave(filling.queue, holder, filling.whose)
                  .chain(
                      left -> {
                        filling.without.clear();
                        filling.there = null;
                        return left || filling.stopped
                            ? Uni.createFrom().item(filling.sent)
                            : rounds(filling);
                      });
            });
  }

  /** Whether there may be more to send at once. */
  private Uni<Boolean> round(Filling filling) {
    return there(filling)
        .chain(
            there -> {
              int room = Math.min(BATCH, window.room(there));
              return room == 0
                  ? Uni.createFrom().item(false)
                  : line.topPriority(filling.queue, clock.instant())
                      .chain(
                          top ->
                              top.isEmpty()
                                  ? Uni.createFrom().item(false)
                                  : fill(filling, top.get(), there, room));
            });
  }

  /** Read once; what is sent in the next rounds is known here, since nobody else sends. */
  private Uni<List<InFlight>> there(Filling filling) {
    return filling.there != null
        ? Uni.createFrom().item(filling.there)
        : line.inFlight(filling.queue, Math.multiplyExact(window.size(), 4))
            .map(sent -> Window.believed(sent, filling.state, clock.instant()))
            .invoke(believed -> filling.there = new ArrayList<>(believed));
  }

  private Uni<Boolean> fill(Filling filling, int priority, List<InFlight> there, int room) {
    return line.users(filling.queue, priority)
        .map(users -> users.stream().filter(user -> !filling.without.contains(user)).toList())
        .chain(
            users -> {
              filling.whose = filling.whose.with(users);
              Map<String, Integer> inQueue = new HashMap<>();
              there.forEach(job -> inQueue.merge(job.user(), 1, Integer::sum));
              List<String> next = filling.whose.next(users, inQueue, room);
              return next.isEmpty()
                  ? Uni.createFrom().item(false)
                  : found(filling, priority, next)
                      .chain(this::notPaused)
                      .chain(
                          due ->
                              sending.send(due).map(outcome -> took(filling, users, due, outcome)));
            });
  }

  /** In the order of the turns. */
  private Uni<List<Submission>> found(Filling filling, int priority, List<String> next) {
    Map<String, Long> quotas =
        next.stream().collect(Collectors.groupingBy(user -> user, Collectors.counting()));
    Instant now = clock.instant();
    return Multi.createFrom()
        .iterable(quotas.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            quota ->
                line.oldest(
                        filling.queue,
                        priority,
                        quota.getKey(),
                        now,
                        Math.toIntExact(quota.getValue()))
                    .map(
                        jobs ->
                            Map.entry(quota.getKey(), (Deque<Submission>) new ArrayDeque<>(jobs))))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue)
        .map(
            jobs -> {
              List<Submission> due = new ArrayList<>();
              for (String user : next) {
                Submission job = Objects.requireNonNull(jobs.get(user)).poll();
                if (job == null) {
                  // It has no more, or others are at them.
                  filling.without.add(user);
                } else {
                  due.add(job);
                }
              }
              return due;
            });
  }

  /** All of them stay where one extractor is paused: others of its queue are not mixed with it. */
  private Uni<List<Submission>> notPaused(List<Submission> due) {
    return due.isEmpty()
        ? Uni.createFrom().item(due)
        : settings
            .all()
            .map(
                decided ->
                    due.stream()
                        .filter(
                            s ->
                                !decided
                                    .getOrDefault(
                                        s.extractor(), ExtractorSettings.standard(s.extractor()))
                                    .isPaused())
                        .toList());
  }

  private static boolean took(
      Filling filling, List<String> users, List<Submission> due, Sending.Outcome outcome) {
    filling.sent += outcome.sent();
    filling.add(due, outcome.sent());
    filling.whose = filling.whose.served(due.stream().map(TopUp::user).toList(), users);
    filling.stopped = outcome.failed() || outcome.noQueue() || due.isEmpty();
    return !filling.stopped;
  }

  private static String user(Submission job) {
    return job.request().user() == null ? "" : job.request().user().id();
  }
}
