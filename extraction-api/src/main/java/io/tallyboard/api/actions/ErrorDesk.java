package io.tallyboard.api.actions;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.actions.Whose.Found;
import io.tallyboard.api.audit.Audit;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.domain.Caller;
import io.tallyboard.api.domain.Confirmation;
import io.tallyboard.api.domain.Controls;
import io.tallyboard.api.domain.ErrorFilter;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.ErrorMessage.Fate;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.JobFilter;
import io.tallyboard.api.domain.JobFilterBuilder;
import io.tallyboard.api.domain.JobQuery;
import io.tallyboard.api.domain.Page;
import io.tallyboard.api.domain.PagePoint;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Secret;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ErrorMessages;
import io.tallyboard.api.domain.port.ErrorQueues;
import io.tallyboard.api.domain.port.JobSender.Outcome;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.contract.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where operators decide about what extractors gave up on. */
@ApplicationScoped
public class ErrorDesk {
  private final ErrorMessages messages;
  private final ErrorQueues queues;
  private final JobBoard jobs;
  private final Replaying replaying;
  private final Whose whose;
  private final Telling telling;
  private final Registry registry;
  private final Audit audit;
  private final InstantSource clock;

  ErrorDesk(
      ErrorMessages messages,
      ErrorQueues queues,
      JobBoard jobs,
      Replaying replaying,
      Whose whose,
      Telling telling,
      Registry registry,
      Audit audit,
      InstantSource clock) {
    this.messages = messages;
    this.queues = queues;
    this.jobs = jobs;
    this.replaying = replaying;
    this.whose = whose;
    this.telling = telling;
    this.registry = registry;
    this.audit = audit;
    this.clock = clock;
  }

  /** A message with what its job is now. */
  public record Shown(ErrorMessage message, Optional<JobCard> job) {
    public Optional<JobState> state() {
      return job.map(JobCard::state);
    }

    /** As it was known when the message was taken, or else as the job tells it now. */
    public Optional<String> reason() {
      return Optional.ofNullable(message.reason()).or(() -> job.map(Draining::reason));
    }
  }

  /** The newest first. */
  public Uni<Page<Shown>> page(ErrorFilter filter, Optional<PagePoint> after, int limit) {
    return messages
        .page(filter, after, limit + 1)
        .chain(this::shown)
        .map(found -> Page.of(found, limit, shown -> shown.message().point().cursor()));
  }

  private Uni<List<Shown>> shown(List<ErrorMessage> some) {
    Set<String> ids =
        some.stream().flatMap(m -> Stream.ofNullable(m.jobId())).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return Uni.createFrom().item(some.stream().map(m -> new Shown(m, Optional.empty())).toList());
    }
    JobFilter named = new JobFilterBuilder().ids(ids).build();
    return jobs.page(new JobQuery(named, Visibility.all(), ids.size(), Optional.empty()))
        .map(
            list -> {
              Map<String, JobCard> cards =
                  list.items().stream()
                      .collect(Collectors.toMap(JobCard::id, card -> card, (a, b) -> a));
              return some.stream()
                  .map(m -> new Shown(m, Optional.ofNullable(m.jobId()).map(cards::get)))
                  .toList();
            });
  }

  public Uni<Map<String, Long>> counts(ErrorFilter filter) {
    return messages.counts(filter);
  }

  /** Fails with {@link Refused} where there is none. */
  public Uni<Shown> byId(String id) {
    return found(id).chain(message -> shown(List.of(message))).map(some -> some.get(0));
  }

  private Uni<ErrorMessage> found(String id) {
    return messages
        .byId(id)
        .map(
            found ->
                found.orElseThrow(() -> Refused.notFound("There is no error message of this id.")));
  }

  /**
   * Sends one again. A message of ours gets another key by itself.
   *
   * @param key of the system that sent a message which is not ours; it is used, and not kept
   */
  public Uni<Shown> replay(String id, Optional<Secret> key, Caller caller) {
    return found(id)
        .call(message -> replay(message, key, caller))
        .chain(message -> byId(message.id()));
  }

  private Uni<Void> replay(ErrorMessage message, Optional<Secret> key, Caller caller) {
    message
        .notReplayable()
        .ifPresent(
            why -> {
              throw Refused.conflict(why);
            });
    String jobId = message.jobId();
    if (message.ours() && jobId != null) {
      return replaying.replay(jobId, caller, Visibility.all()).replaceWithVoid();
    }
    Secret secret =
        key.orElseThrow(
            () ->
                Refused.unprocessable(
                    "/secretKey",
                    "Another system sent it, and its key was not kept: give a key of that system"
                        + " as secretKey, or send the job again there."));
    return told(message, caller)
        .chain(() -> registry.byName(message.extractor()))
        .map(info -> info.map(i -> i.queue()).orElse(message.extractor()))
        .chain(queue -> queues.sendAgain(message, queue, secret))
        .onFailure(e -> !(e instanceof Refused))
        .transform(e -> Refused.notReady("The broker does not answer; it may have been sent."))
        .invoke(
            outcome -> {
              if (outcome == Outcome.NO_SUCH_QUEUE) {
                throw Refused.conflict("The extractor's queue does not exist on the broker.");
              }
            })
        .chain(() -> messages.decide(message.id(), Fate.REPLAYED, caller.user(), now(), null))
        .chain(
            () ->
                audit.note(
                    caller, "error-message.replay", "error-message/" + message.id(), 1, null));
  }

  /** A job that nobody can tell anything, such as a past run, is sent all the same. */
  private Uni<Void> told(ErrorMessage message, Caller caller) {
    String jobId = message.jobId();
    if (jobId == null) {
      return Uni.createFrom().voidItem();
    }
    return whose
        .find(jobId, caller, Visibility.all())
        .chain((Found job) -> whose.about(job))
        .chain(
            about ->
                telling.tell(
                    Controls.replayed(about, message.id(), caller.user(), now()), about.queue()))
        .replaceWithVoid()
        .onFailure(Refused.class)
        .recoverWithNull();
  }

  /** Lets go of one; the job stays failed. */
  public Uni<Shown> drop(String id, Caller caller) {
    return found(id)
        .call(
            message -> {
              if (message.fate() != Fate.WAITING) {
                throw Refused.conflict(message.notReplayable().orElse("It is decided already."));
              }
              return messages
                  .decide(id, Fate.DROPPED, caller.user(), now(), null)
                  .chain(
                      () ->
                          audit.note(caller, "error-message.drop", "error-message/" + id, 1, null));
            })
        .chain(message -> byId(message.id()));
  }

  /**
   * What became of many.
   *
   * @param matched how many wait and match
   * @param done how many were decided about now
   * @param refused how many could not be: not ours, or not failed any more
   */
  public record Many(long matched, long done, long refused) {}

  public Uni<Long> matching(ErrorFilter filter) {
    return messages
        .counts(filter.waiting())
        .map(counts -> counts.values().stream().mapToLong(n -> n).sum());
  }

  /** Decides about those that wait and match, the newest first. */
  public Uni<Many> many(
      ErrorFilter filter, Fate fate, long expected, int limit, Caller caller, String chosen) {
    return matching(filter)
        .invoke(
            matched -> {
              if (Confirmation.differs(matched, expected)) {
                throw Refused.conflict(
                    "%d messages wait and match, not %d: count again, and confirm that number."
                        .formatted(matched, expected));
              }
            })
        .chain(
            matched ->
                messages
                    .page(filter.waiting(), Optional.empty(), limit)
                    .onItem()
                    .transformToMulti(found -> Multi.createFrom().iterable(found))
                    .onItem()
                    .transformToUniAndConcatenate(message -> decide(message, fate, caller))
                    .collect()
                    .asList()
                    .map(
                        done -> {
                          long yes = done.stream().filter(d -> d).count();
                          return new Many(matched, yes, done.size() - yes);
                        }))
        .call(
            done ->
                audit.note(
                    caller.user(),
                    fate == Fate.DROPPED ? "error-messages.drop" : "error-messages.replay",
                    "error-messages",
                    done.done(),
                    done.refused() + " refused.",
                    chosen));
  }

  private Uni<Boolean> decide(ErrorMessage message, Fate fate, Caller caller) {
    Uni<?> done =
        fate == Fate.DROPPED
            ? messages.decide(message.id(), Fate.DROPPED, caller.user(), now(), null)
            : Uni.createFrom().deferred(() -> replay(message, Optional.empty(), caller));
    return done.replaceWith(true).onFailure(Refused.class).recoverWithItem(false);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
