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
import io.tallyboard.api.domain.port.Parcel;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
    return line.waits(queue, clock.instant())
        .chain(
            waits ->
                waits
                    ? queue(queue)
                        .chain(
                            state ->
                                state.map(QueueState::exists).orElse(true)
                                    ? take(queue, state)
                                    : Uni.createFrom().item(0))
                    : Uni.createFrom().item(0));
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

  /** While one batch is on its way the next is made ready, so that broker and store both have work. */
  private Uni<Integer> rounds(Filling filling) {
    return next(filling)
        .onFailure()
        .recoverWithUni(
            failure -> {
              filling.failed(failure);
              return nothing();
            })
        .call(filling::landed)
        .chain(
            next -> {
              if (next.isEmpty()) {
                return finish(filling);
              }
              filling.send(sending.handOver(next.get()));
              return filling.stopped()
                  ? filling.landed().chain(() -> finish(filling))
                  : rounds(filling);
            });
  }

  private Uni<Integer> finish(Filling filling) {
    return turns
        .leave(filling.queue(), holder, filling.whose())
        .chain(left -> left || filling.stopped() ? filling.sent() : rounds(filling.anew()));
  }

  /** What is to be handed over next; empty where there is no more to send. */
  private Uni<Optional<List<Parcel>>> next(Filling filling) {
    if (filling.stopped()) {
      return nothing();
    }
    return there(filling)
        .chain(
            there -> {
              int room = Math.min(BATCH, window.room(there));
              return room == 0
                  ? nothing()
                  : line.priorities(filling.queue())
                      .map(filling::highest)
                      .chain(
                          top -> top.isEmpty() ? nothing() : next(filling, top.get(), there, room));
            });
  }

  private static Uni<Optional<List<Parcel>>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  /** Read once; what is sent in the next rounds is known here, since nobody else sends. */
  private Uni<List<InFlight>> there(Filling filling) {
    return filling
        .there()
        .map(known -> Uni.createFrom().item(known))
        .orElseGet(
            () ->
                line.inFlight(filling.queue(), Math.multiplyExact(window.size(), 4))
                    .map(sent -> Window.believed(sent, filling.state(), clock.instant()))
                    .map(filling::found));
  }

  private Uni<Optional<List<Parcel>>> next(
      Filling filling, int priority, List<InFlight> there, int room) {
    return line.users(filling.queue(), priority)
        .map(filling::stillWaiting)
        .chain(
            users -> {
              Map<String, Integer> inQueue = new HashMap<>();
              there.forEach(job -> inQueue.merge(job.user(), 1, Integer::sum));
              List<String> next = filling.whose().next(users, inQueue, room);
              if (next.isEmpty()) {
                filling.exhausted(priority);
                return next(filling);
              }
              return found(filling, priority, next)
                  .chain(
                      due ->
                          due.isEmpty()
                              ? next(filling)
                              : notPaused(due).chain(free -> taken(filling, users, free)));
            });
  }

  private Uni<Optional<List<Parcel>>> taken(
      Filling filling, List<String> users, List<Submission> due) {
    if (due.isEmpty()) {
      filling.stop();
      return nothing();
    }
    filling.served(due, users);
    return sending.prepare(due).map(Optional::of);
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
                        filling.queue(),
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
                  filling.without(user);
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
}
