package io.tallyboard.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.QueueState;
import io.tallyboard.api.domain.Withdrawal;
import io.tallyboard.api.domain.Withdrawal.Grip;
import io.tallyboard.api.domain.port.ExtractorQueues;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.Line;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.Parcel;
import io.tallyboard.api.domain.port.QueueTurns;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replicas, a store, a broker and an extractor, in which whatever can go wrong may go wrong. */
final class World {
  static final String QUEUE = "q";

  /** What may go wrong, as chances. */
  record Chances(double death, double lostConfirm, double notSent, double between) {
    static final Chances NONE = new Chances(0, 0, 0, 0.05);
  }

  final OutboxInMemory outbox = new OutboxInMemory();
  final Map<String, List<Integer>> delivered = new LinkedHashMap<>();
  final Map<String, Integer> unconfirmed = new HashMap<>();
  final Set<String> resent = new HashSet<>();
  final Set<String> exactly = new HashSet<>();
  final Map<String, Integer> deliveredAtCancel = new HashMap<>();
  final int window;
  int deepest;
  int deaths;

  private final KeysInMemory keys = new KeysInMemory();
  private final TurnsInMemory turns = new TurnsInMemory();
  private final Deque<String> queue = new ArrayDeque<>();
  private final Set<String> started = new HashSet<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final Random random;
  private final ApiConfig config;
  private Chances chances;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private int depth;
  private boolean exists;
  private @Nullable AssertionError broken;

  World(long seed, int replicaCount, int window, Chances chances) {
    this.random = new Random(seed);
    this.window = window;
    this.chances = chances;
    this.config = Configs.with(Map.of("tallyboard.api.dispatch.window", "" + window));
    this.exists = random.nextBoolean();
    for (int i = 0; i < replicaCount; i++) {
      replicas.add(new Replica());
    }
  }

  /** One process of the service. */
  private final class Replica {
    final Fate fate = new Fate(random, chances.death(), World.this::meanwhile);
    final Outbox out = fate.through(Outbox.class, outbox);
    final TopUps topUps;
    final Dispatcher dispatcher;
    final Landings landings;

    Replica() {
      Line line = fate.through(Line.class, new LineInMemory(outbox));
      QueueTurns whose = fate.through(QueueTurns.class, turns);
      JobSender sender = fate.through(JobSender.class, new Broker(this));
      Sending sending =
          new Sending(
              out,
              sender,
              fate.through(JobKeyStore.class, keys),
              () -> now,
              new SecureRandom(),
              config,
              new ApiMetrics(new SimpleMeterRegistry()));
      topUps = new TopUps(new TopUp(line, whose, queues(), SETTINGS, sending, () -> now, config));
      dispatcher = new Dispatcher(out, sending, topUps, () -> now, config);
      landings = new Landings(line, new StartedJobs(started), topUps, whose, () -> now);
    }

    void sweep() {
      quietly(
          dispatcher
              .announceLeft()
              .chain(landings::sweep)
              .chain(out::awaitedQueues)
              .invoke(all -> all.forEach(topUps::ask)));
    }
  }

  private static void quietly(Uni<?> work) {
    work.subscribe().with(done -> {}, failed -> {});
  }

  /** A broker that does not tell of its queues may take messages all the same. */
  private ExtractorQueues queues() {
    return names ->
        Uni.createFrom()
            .item(
                random.nextDouble() < chances.notSent()
                    ? Map.of()
                    : Map.of(
                        QUEUE,
                        exists
                            ? new QueueState(true, queue.size(), 1, now)
                            : QueueState.missing(now)));
  }

  /**
   * For what must hold in the midst of a replica's steps: the replica takes any failure for one of the
   * broker's or the store's, and goes on.
   */
  private void must(Runnable assertion) {
    try {
      assertion.run();
    } catch (AssertionError e) {
      broken = broken == null ? e : broken;
    }
  }

  /** Fails with the first thing that did not hold. */
  void judge() {
    if (broken != null) {
      throw new AssertionError(broken.getMessage(), broken);
    }
  }

  private static final SettingsStore SETTINGS =
      new SettingsStore() {
        @Override
        public Uni<ExtractorSettings> byName(String extractor) {
          return Uni.createFrom().item(ExtractorSettings.standard(extractor));
        }

        @Override
        public Uni<Map<String, ExtractorSettings>> all() {
          return Uni.createFrom().item(Map.of());
        }

        @Override
        public Uni<ExtractorSettings> change(
            String extractor, UnaryOperator<ExtractorSettings> change) {
          throw new UnsupportedOperationException();
        }
      };

  /** The broker, as one replica reaches it. */
  private final class Broker extends BatchSender {
    private final Replica from;

    Broker(Replica from) {
      this.from = from;
    }

    private Uni<List<Sent>> each(List<?> all, java.util.function.IntFunction<Sent> one) {
      List<Sent> told = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        told.add(one.apply(i));
        from.fate.midway();
      }
      return Uni.createFrom().item(told);
    }

    private Sent any() {
      double chance = random.nextDouble();
      return chance < chances.lostConfirm()
          ? Sent.UNKNOWN
          : chance < chances.lostConfirm() + chances.notSent() ? Sent.NOT_SENT : Sent.CONFIRMED;
    }

    @Override
    public Uni<List<Sent>> announceAll(List<Submission> all) {
      return each(all, i -> any());
    }

    @Override
    public Uni<List<Sent>> resendAll(List<Submission> all) {
      return each(
          all,
          i -> {
            Sent fate = any();
            if (fate == Sent.CONFIRMED) {
              resent.add(all.get(i).jobId() + ":" + (all.get(i).dispatches() + 1));
            }
            return fate;
          });
    }

    @Override
    public Uni<List<Sent>> sendAll(List<Parcel> parcels) {
      for (Parcel p : parcels) {
        must(
            () ->
                assertThat(keys.of(p.submission().jobId()))
                    .as("a key is known before its message goes out")
                    .contains(p.key().hash()));
      }
      // Until the answer is written down nobody knows of any.
      parcels.forEach(p -> unconfirmed.merge(p.submission().jobId(), 1, Integer::sum));
      return each(parcels, i -> one(parcels.get(i).submission()));
    }

    private Sent one(Submission s) {
      if (!exists) {
        return Sent.NO_SUCH_QUEUE;
      }
      Sent fate = any();
      boolean arrives = fate == Sent.CONFIRMED || (fate == Sent.UNKNOWN && random.nextBoolean());
      if (arrives) {
        arrived(s);
      }
      return fate;
    }
  }

  private void arrived(Submission s) {
    Submission stored = outbox.get(s.jobId());
    must(() -> assertThat(exactly).as("cancelled for good").doesNotContain(s.jobId()));
    must(
        () ->
            assertThat(stored.state())
                .as("what is known to be sent is not sent again")
                .isEqualTo(SubmissionState.ANNOUNCED));
    if (s.dispatches() > 1) {
      must(
          () ->
              assertThat(resent)
                  .as("told before it goes out")
                  .contains(s.jobId() + ":" + s.dispatches()));
    }
    delivered.computeIfAbsent(s.jobId(), id -> new ArrayList<>()).add(s.dispatches());
    queue.add(s.jobId());
    deepest = Math.max(deepest, queue.size());
  }

  /** Something else happens between two steps of a replica. */
  private void meanwhile() {
    if (depth < 2 && random.nextDouble() < chances.between()) {
      depth++;
      anything();
      depth--;
    }
  }

  void anything() {
    int what = random.nextInt(100);
    Replica replica = living();
    if (what < 25) {
      submit(replica);
    } else if (what < 50) {
      replica.sweep();
    } else if (what < 75) {
      start();
    } else if (what < 85) {
      cancel();
    } else if (what < 95) {
      now = now.plusMillis(random.nextInt(chances.death() > 0 ? 20_000 : 50));
    } else {
      exists = true;
    }
  }

  private Replica living() {
    int index = random.nextInt(replicas.size());
    if (replicas.get(index).fate.dead()) {
      deaths++;
      replicas.set(index, new Replica());
    }
    return replicas.get(index);
  }

  private void submit(Replica replica) {
    Submission made = put("u" + random.nextInt(3), 4 + random.nextInt(3), SubmissionState.ACCEPTED);
    replica.dispatcher.sendSoon(made);
  }

  private Submission put(String user, int priority, SubmissionState state) {
    now = now.plusMillis(1);
    Submission made =
        new Submission(
            "j" + outbox.all(s -> true).size(),
            ResourceRef.file("f"),
            null,
            0,
            "e",
            QUEUE,
            new Request(new UserRef(user, null), How.MANUAL, null, "{}"),
            "u",
            state,
            priority,
            null,
            now,
            null,
            0,
            0,
            1);
    outbox.put(made);
    return made;
  }

  /** One that was announced, and of which nobody was told yet. */
  void waits(String user, int priority) {
    put(user, priority, SubmissionState.ANNOUNCED);
  }

  /** Asks for the queue to be filled, once. */
  void fill() {
    exists = true;
    living().topUps.ask(QUEUE);
  }

  /** The extractor takes one, and job-tracker hints at it, if the hint arrives. */
  private void start() {
    String job = queue.poll();
    if (job != null) {
      started.add(job);
      if (random.nextInt(3) > 0) {
        replicas.stream()
            .filter(replica -> !replica.fate.dead())
            .forEach(replica -> replica.landings.job(StartedJobs.hint(job)));
      }
    }
  }

  private void cancel() {
    List<Submission> all = outbox.all(s -> true);
    if (!all.isEmpty()) {
      String job = all.get(random.nextInt(all.size())).jobId();
      Withdrawal came = outbox.cancel(job, now).await().indefinitely();
      if (came.grip() == Grip.EXACT) {
        must(() -> assertThat(delivered).as("cancelled exactly").doesNotContainKey(job));
        exactly.add(job);
      } else if (came.grip() == Grip.MAYBE_SENT) {
        deliveredAtCancel.putIfAbsent(job, delivered.getOrDefault(job, List.of()).size());
      }
    }
  }

  /** Nothing goes wrong any more, and time goes by, until there is nothing to do. */
  void heal() {
    chances = new Chances(0, 0, 0, 0);
    exists = true;
    replicas.replaceAll(dead -> new Replica());
    for (int i = 0; i < 2_000 && busy(); i++) {
      now = now.plus(Duration.ofSeconds(31));
      living().sweep();
      start();
    }
    judge();
    assertThat(busy()).as("something stays undone").isFalse();
  }

  private boolean busy() {
    return !queue.isEmpty()
        || !outbox
            .all(
                s ->
                    s.state() == SubmissionState.ACCEPTED || s.state() == SubmissionState.ANNOUNCED)
            .isEmpty();
  }

  Collection<Submission> submissions() {
    return outbox.all(s -> true);
  }
}
