package io.tallyboard.api.actions;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tallyboard.api.board.JobBoard;
import io.tallyboard.api.dispatch.Preparation;
import io.tallyboard.api.domain.DeadMessage;
import io.tallyboard.api.domain.ErrorMessage;
import io.tallyboard.api.domain.ErrorMessage.Fate;
import io.tallyboard.api.domain.ExtractorSettings;
import io.tallyboard.api.domain.JobCard;
import io.tallyboard.api.domain.Refused;
import io.tallyboard.api.domain.Visibility;
import io.tallyboard.api.domain.port.ErrorMessages;
import io.tallyboard.api.domain.port.ErrorQueues;
import io.tallyboard.api.domain.port.JobKeyStore;
import io.tallyboard.api.domain.port.Registry;
import io.tallyboard.api.domain.port.SettingsStore;
import io.tallyboard.api.domain.port.SubmissionRecords;
import io.tallyboard.contract.JobState;
import io.tallyboard.contract.Topology;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what extractors gave up on from their error queues into the store, where an operator said so for
 * the extractor. Each replica does; what one has taken the others do not get.
 */
@ApplicationScoped
class Draining {
  private static final Logger LOG = Logger.getLogger(Draining.class);
  private static final int BATCH = 500;

  private final SettingsStore settings;
  private final Registry registry;
  private final ErrorQueues queues;
  private final ErrorMessages messages;
  private final JobBoard jobs;
  private final SubmissionRecords submissions;
  private final JobKeyStore keys;
  private final Preparation preparation;
  private final InstantSource clock;

  Draining(
      SettingsStore settings,
      Registry registry,
      ErrorQueues queues,
      ErrorMessages messages,
      JobBoard jobs,
      SubmissionRecords submissions,
      JobKeyStore keys,
      Preparation preparation,
      InstantSource clock) {
    this.settings = settings;
    this.registry = registry;
    this.queues = queues;
    this.messages = messages;
    this.jobs = jobs;
    this.submissions = submissions;
    this.keys = keys;
    this.preparation = preparation;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tallyboard.api.actions.drain:2S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> drain() {
    if (!preparation.done()) {
      return Uni.createFrom().voidItem();
    }
    return settings
        .all()
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(List.copyOf(all.values())))
        .filter(ExtractorSettings::drainErrors)
        .onItem()
        .transformToUniAndConcatenate(of -> drain(of.extractor()))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.warnf("error queues are drained later: %s", e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Integer> drain(String extractor) {
    return registry
        .byName(extractor)
        .onItem()
        .transformToMulti(info -> Multi.createFrom().iterable(errorQueues(extractor, info)))
        .onItem()
        .transformToUniAndConcatenate(
            queue -> queues.drain(queue, BATCH, dead -> keep(extractor, queue, dead)))
        .collect()
        .with(java.util.stream.Collectors.summingInt(n -> n));
  }

  /** pyclowder names it by the extractor, and not by its queue, where it cannot read a message. */
  private static Set<String> errorQueues(String extractor, Optional<ExtractorInfo> info) {
    Set<String> names = new TreeSet<>();
    names.add(Topology.errorQueue(extractor));
    info.ifPresent(i -> names.add(Topology.errorQueue(i.queue())));
    return names;
  }

  private Uni<Void> keep(String extractor, String queue, DeadMessage dead) {
    String jobId = dead.jobId();
    if (jobId == null) {
      return messages.keep(
          message(extractor, queue, dead, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    return Uni.combine()
        .all()
        .unis(job(jobId), submissions.byId(jobId, Visibility.all()), keys.latest(jobId))
        .asTuple()
        .map(
            found ->
                message(
                    extractor, queue, dead, found.getItem1(), found.getItem2(), found.getItem3()))
        .chain(messages::keep);
  }

  private Uni<Optional<JobCard>> job(String id) {
    return jobs.byId(id, Visibility.all())
        .map(Optional::of)
        .onFailure(Refused.class)
        .recoverWithItem(Optional.empty());
  }

  private ErrorMessage message(
      String extractor,
      String queue,
      DeadMessage dead,
      Optional<JobCard> job,
      Optional<Submission> submission,
      Optional<String> latestKey) {
    ErrorMessage message =
        new ErrorMessage(
            dead.digest(),
            queue,
            extractor,
            dead.digest(),
            dead.jobId(),
            submission.isPresent(),
            dead.body(),
            dead.altered(),
            dead.length(),
            dead.replyTo(),
            dead.correlationId(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            job.map(Draining::reason).orElse(null),
            Fate.WAITING,
            null,
            null,
            null);
    return needless(dead, job, latestKey)
        .map(why -> message.withFate(Fate.DROPPED, message.receivedAt(), null, why))
        .orElse(message);
  }

  /** Why nobody needs to decide about it. */
  private static Optional<String> needless(
      DeadMessage dead, Optional<JobCard> job, Optional<String> latestKey) {
    if (job.map(j -> j.state() == JobState.CANCELLED).orElse(false)) {
      return Optional.of("Its job is cancelled.");
    }
    boolean earlier =
        dead.keyHash() != null
            && latestKey.map(latest -> !latest.equals(dead.keyHash())).orElse(false);
    return earlier
        ? Optional.of("The job was sent again since: this is of an earlier sending.")
        : Optional.empty();
  }

  /** What the job said last of a failure. */
  static @Nullable String reason(JobCard job) {
    List<Attempt> attempts = job.attempts();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      if (attempts.get(i).state() == AttemptState.ERROR) {
        return attempts.get(i).message();
      }
    }
    return null;
  }
}
