package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import io.tallyboard.api.config.ApiConfig;
import io.tallyboard.api.config.ApiMetrics;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.SubmissionLife;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.api.domain.port.JobKeyStore.Minted;
import io.tallyboard.api.domain.port.JobSender;
import io.tallyboard.api.domain.port.JobSender.Sent;
import io.tallyboard.api.domain.port.Outbox;
import io.tallyboard.api.domain.port.Outbox.Change;
import io.tallyboard.api.domain.port.Parcel;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Moves submissions along {@link SubmissionLife}, many in one go. Whoever wrote that a message is
 * about to go out sends it, and nobody else; if it does not live to say what came of it, its claim runs
 * out, and the next one knows that the message may be out already.
 */
@ApplicationScoped
class Sending {
  private static final Logger LOG = Logger.getLogger(Sending.class);

  private final Outbox outbox;
  private final JobSender sender;
  private final JobKeyStore keys;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ApiConfig.Dispatch config;
  private final ApiMetrics metrics;

  Sending(
      Outbox outbox,
      JobSender sender,
      JobKeyStore keys,
      InstantSource clock,
      SecureRandom random,
      ApiConfig config,
      ApiMetrics metrics) {
    this.outbox = outbox;
    this.sender = sender;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
    this.config = config.dispatch();
    this.metrics = metrics;
  }

  /** Tells their update queues of submissions that are accepted; how many were told. */
  Uni<List<Submission>> announce(List<Submission> accepted) {
    return claim(accepted)
        .chain(
            held ->
                sender
                    .announceAll(held)
                    .chain(
                        told ->
                            write(
                                each(
                                    held,
                                    told,
                                    (s, what) ->
                                        what == Sent.CONFIRMED
                                            ? SubmissionLife.announced(s)
                                            : SubmissionLife.unreachable(s, now())))))
        .map(written -> written.stream().filter(s -> s.waiting() == null).toList());
  }

  /** What came of sending. */
  record Outcome(int sent, boolean noQueue, boolean failed) {
    static final Outcome NOTHING = new Outcome(0, false, false);
  }

  /**
   * Takes announced submissions, and makes their messages ready: from here on they count. What comes
   * back is to be handed over at once, in this order.
   */
  Uni<List<Parcel>> prepare(List<Submission> announced) {
    return announced.isEmpty()
        ? Uni.createFrom().item(List.of())
        : doubtless(announced).chain(this::key);
  }

  /** Of a second message it is told before it goes out. */
  private Uni<List<Change>> doubtless(List<Submission> announced) {
    List<Submission> doubtful = announced.stream().filter(Submission::doubtful).toList();
    if (doubtful.isEmpty()) {
      Instant until = leased();
      return Uni.createFrom().item(announced.stream().map(s -> keyed(s, until, true)).toList());
    }
    return claim(doubtful)
        .chain(
            held ->
                sender
                    .resendAll(held)
                    .chain(told -> agreed(held, told))
                    .map(ready -> merged(announced, ready)));
  }

  private Uni<List<Submission>> agreed(List<Submission> held, List<Sent> told) {
    List<Submission> ready = new ArrayList<>();
    List<Change> back = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      if (told.get(i) == Sent.CONFIRMED) {
        ready.add(held.get(i));
      } else {
        back.add(
            new Change(held.get(i), SubmissionLife.unsure(held.get(i), now()), again(), false));
      }
    }
    return outbox.writeAll(back, clock.instant()).replaceWith(ready);
  }

  private List<Change> merged(List<Submission> announced, List<Submission> ready) {
    Map<String, Submission> again = new HashMap<>();
    ready.forEach(s -> again.put(s.jobId(), s));
    Instant until = leased();
    List<Change> changes = new ArrayList<>();
    for (Submission s : announced) {
      Submission told = again.get(s.jobId());
      if (told != null) {
        changes.add(keyed(told, until, false));
      } else if (!s.doubtful()) {
        changes.add(keyed(s, until, true));
      }
    }
    return changes;
  }

  private static Change keyed(Submission s, Instant heldUntil, boolean free) {
    return new Change(s, SubmissionLife.keyed(s), heldUntil, free);
  }

  /** Mints their keys, and writes down that they are about to go out. */
  private Uni<List<Parcel>> key(List<Change> due) {
    List<Parcel> parcels =
        due.stream().map(change -> new Parcel(change.next(), Secret.mint(random))).toList();
    Instant now = now();
    List<Minted> minted = parcels.stream().map(parcel -> minted(parcel, now)).toList();
    return keys.add(minted)
        .chain(() -> outbox.writeAll(due, clock.instant()))
        .chain(
            ours -> {
              Set<String> ids = ours.stream().map(Submission::jobId).collect(Collectors.toSet());
              List<Parcel> held =
                  parcels.stream().filter(p -> ids.contains(p.submission().jobId())).toList();
              List<Parcel> others =
                  parcels.stream().filter(p -> !ids.contains(p.submission().jobId())).toList();
              return forget(others).replaceWith(held);
            });
  }

  private static Minted minted(Parcel parcel, Instant at) {
    Submission s = parcel.submission();
    return new Minted(parcel.key().hash(), s.jobId(), s.dispatches(), at);
  }

  private Uni<Void> forget(List<Parcel> unsent) {
    return unsent.isEmpty()
        ? Uni.createFrom().voidItem()
        : keys.forget(unsent.stream().map(parcel -> parcel.key().hash()).toList());
  }

  /** Sends what was prepared, and writes down what came of it. */
  Uni<Outcome> handOver(List<Parcel> parcels) {
    if (parcels.isEmpty()) {
      return Uni.createFrom().item(Outcome.NOTHING);
    }
    List<Submission> keyed = parcels.stream().map(Parcel::submission).toList();
    return sender
        .sendAll(parcels)
        .chain(
            told -> {
              Instant now = now();
              return write(each(keyed, told, (s, what) -> after(s, what, now)))
                  .call(() -> forget(unsent(parcels, told)))
                  .map(written -> outcome(told));
            });
  }

  private static Submission after(Submission keyed, Sent what, Instant now) {
    return switch (what) {
      case CONFIRMED -> SubmissionLife.dispatched(keyed, now);
      case NO_SUCH_QUEUE -> SubmissionLife.unroutable(keyed, now);
      case NOT_SENT -> SubmissionLife.unsent(keyed, now);
      case UNKNOWN -> SubmissionLife.unsure(keyed, now);
    };
  }

  /** Nobody will ever show their keys. */
  private static List<Parcel> unsent(List<Parcel> parcels, List<Sent> told) {
    return IntStream.range(0, parcels.size())
        .filter(i -> told.get(i) == Sent.NO_SUCH_QUEUE || told.get(i) == Sent.NOT_SENT)
        .mapToObj(parcels::get)
        .toList();
  }

  private Outcome outcome(List<Sent> told) {
    told.forEach(metrics::step);
    boolean failed = told.contains(Sent.UNKNOWN) || told.contains(Sent.NOT_SENT);
    if (failed) {
      LOG.warnf(
          "%d jobs were sent and not confirmed",
          told.stream().filter(t -> t == Sent.UNKNOWN).count());
    }
    int sent = (int) told.stream().filter(t -> t == Sent.CONFIRMED).count();
    return new Outcome(sent, told.contains(Sent.NO_SUCH_QUEUE), failed);
  }

  private interface Next {
    Submission of(Submission held, Sent what);
  }

  private List<Change> each(List<Submission> held, List<Sent> told, Next next) {
    Instant again = again();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Submission after = next.of(held.get(i), told.get(i));
      Instant until = told.get(i) == Sent.UNKNOWN ? again : Instant.EPOCH;
      changes.add(new Change(held.get(i), after, until, false));
    }
    return changes;
  }

  private Uni<List<Submission>> claim(List<Submission> read) {
    Instant until = leased();
    return outbox.writeAll(
        read.stream().map(s -> new Change(s, SubmissionLife.claimed(s), until, true)).toList(),
        clock.instant());
  }

  private Uni<List<Submission>> write(List<Change> changes) {
    return outbox.writeAll(changes, clock.instant());
  }

  private Instant again() {
    return clock.instant().plus(config.again());
  }

  private Instant leased() {
    return clock.instant().plus(config.lease());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
