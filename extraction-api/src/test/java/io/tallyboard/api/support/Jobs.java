package io.tallyboard.api.support;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.Extraction;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Makes jobs and their logs, as job-tracker would store them. */
public final class Jobs {
  public static final String QUEUE = "updates.0";
  public static final Instant T0 = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);

  private String id;
  private Identity identity = Identity.GIVEN;
  private ResourceRef resource = ResourceRef.file("f");
  private String extractor = "ncsa.wordcount";
  private UserRef user = new UserRef("ann", "Ann");
  private JobState state = JobState.SUCCEEDED;
  private Instant createdAt = T0;
  private List<Attempt> attempts = List.of();
  private FoldMemory memory = FoldMemory.empty();

  private Jobs(String id) {
    this.id = id;
  }

  public static Jobs job(String id) {
    return new Jobs(id);
  }

  public Jobs inferred() {
    identity = Identity.INFERRED;
    user = null;
    return this;
  }

  public Jobs on(ResourceRef ref) {
    resource = ref;
    return this;
  }

  public Jobs by(String name) {
    extractor = name;
    return this;
  }

  public Jobs of(String userId) {
    user = new UserRef(userId, userId);
    return this;
  }

  public Jobs state(JobState now) {
    state = now;
    return this;
  }

  public Jobs at(Instant created) {
    createdAt = created;
    return this;
  }

  /** Runs one after the other: start and end in seconds after {@link #T0}, null where it runs on. */
  public Jobs run(long start, Long end) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(
        new Attempt(
            more.size() + 1,
            more.isEmpty() ? Cause.FIRST : Cause.RETRY,
            end == null ? AttemptState.RUNNING : AttemptState.SUCCEEDED,
            T0.plusSeconds(start),
            end == null ? null : T0.plusSeconds(end),
            end == null ? null : new Span((end - start) * 1_000, Precision.MILLISECONDS),
            null));
    attempts = more;
    return this;
  }

  public Jobs remembering(List<Extraction> log) {
    List<Mark> marks =
        log.stream().filter(e -> e.event().isMark()).map(Jobs::mark).sorted().toList();
    List<Mark> progress =
        log.stream().filter(e -> !e.event().isMark()).map(Jobs::mark).sorted().toList();
    memory =
        new FoldMemory(
            marks,
            progress.isEmpty() ? null : progress.get(0),
            progress.isEmpty() ? null : progress.get(progress.size() - 1),
            null,
            List.of(),
            List.of(new Folded(QUEUE, log.get(log.size() - 1).seq())));
    return this;
  }

  private static Mark mark(Extraction e) {
    return new Mark(e.event(), e.receivedAt(), e.queue(), e.seq(), e.at(), e.message());
  }

  public Job build() {
    Instant started = attempts.isEmpty() ? null : attempts.get(0).startedAt();
    Request request = user == null ? null : new Request(user, How.MANUAL, "a.txt", "{\"depth\":3}");
    return new Job(
        id,
        identity,
        false,
        identity == Identity.INFERRED ? resource.id() + "|" + extractor : null,
        resource,
        extractor,
        request,
        state,
        attempts,
        createdAt,
        createdAt,
        started,
        null,
        createdAt,
        started == null ? null : new Span(800, Precision.MILLISECONDS),
        null,
        "Done processing.",
        4,
        memory,
        7);
  }

  /** One update of a job, in the order of {@code seq}; received that many milliseconds after T0. */
  public static Extraction update(String jobId, long seq, Event event, String message) {
    return update(jobId, ResourceRef.unknown("f"), "ncsa.wordcount", seq, seq, event, message);
  }

  public static Extraction update(
      String jobId,
      ResourceRef resource,
      String extractor,
      long seq,
      long millis,
      Event event,
      String message) {
    Instant at = T0.plus(Duration.ofMillis(millis));
    return new Extraction(
        Extraction.id(QUEUE, seq),
        QUEUE,
        seq,
        Source.EXTRACTOR,
        jobId,
        resource,
        extractor,
        event,
        "StatusMessage." + event.name().toLowerCase(),
        message,
        at.toString(),
        at,
        at,
        null,
        null,
        "d" + seq,
        false);
  }
}
