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
import io.tallyboard.contract.store.FoldMemory.Opening;
import io.tallyboard.contract.store.Folded;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Mark;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Source;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Trouble;
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
  private Instant finishedAt;
  private Span running;
  private String dataset;
  private String retryOf;
  private long updates = 4;
  private List<Attempt> attempts = List.of();
  private FoldMemory memory = FoldMemory.empty();
  private int attemptCount;
  private long dropped;
  private Trouble trouble;
  private String addressedBy;
  private List<String> formerIds = List.of();
  private String message = "Done processing.";
  private long version = 7;

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

  public Jobs finished(Instant at) {
    finishedAt = at;
    return this;
  }

  /** What its file belongs to. */
  public Jobs in(String id) {
    dataset = id;
    return this;
  }

  public Jobs updates(long count) {
    updates = count;
    return this;
  }

  public Jobs ranFor(long millis) {
    running = new Span(millis, Precision.MILLISECONDS);
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
            null,
            end == null ? null : T0.plusSeconds(end),
            null,
            end == null ? null : new Span((end - start) * 1_000, Precision.MILLISECONDS),
            null));
    attempts = more;
    return this;
  }

  /** One run of its own number, where others are left out. */
  public Jobs attempt(int number, Instant startedAt, Instant endedAt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(
        new Attempt(
            number,
            number == 1 ? Cause.FIRST : Cause.RETRY,
            AttemptState.RETRIED,
            startedAt,
            null,
            endedAt,
            null,
            null,
            null));
    attempts = more;
    return this;
  }

  public Jobs remembering(List<Extraction> log) {
    List<Opening> openings = new ArrayList<>();
    for (Extraction e : log) {
      boolean first = openings.isEmpty() && e.event() != Event.SUBMITTED;
      if (first || e.event() == Event.STARTED) {
        openings.add(new Opening(openings.size() + 1, e.place()));
      }
    }
    return remembering(log, openings);
  }

  /** Where its attempts began is told. */
  public Jobs remembering(List<Extraction> log, List<Opening> openings) {
    Extraction last = log.get(log.size() - 1);
    memory =
        new FoldMemory(
            last.place(),
            log.stream()
                .filter(e -> e.event() == Event.SUBMITTED)
                .map(Mark::of)
                .findFirst()
                .orElse(null),
            log.stream()
                .filter(e -> e.event() != Event.SUBMITTED)
                .map(Mark::of)
                .findFirst()
                .orElse(null),
            null,
            null,
            0,
            openings,
            log.stream().filter(e -> e.event().isMark()).map(Extraction::id).toList(),
            List.of(),
            List.of(new Folded(QUEUE, last.seq(), 0)));
    return this;
  }

  public Jobs attempts(int count) {
    attemptCount = count;
    return this;
  }

  public Jobs attempted(List<Attempt> all) {
    attempts = List.copyOf(all);
    return this;
  }

  public Jobs remembering(FoldMemory all) {
    memory = all;
    return this;
  }

  public Jobs dropped(long lines) {
    dropped = lines;
    return this;
  }

  public Jobs troubled(Trouble doubt) {
    trouble = doubt;
    return this;
  }

  public Jobs addressedBy(String other) {
    addressedBy = other;
    return this;
  }

  /** The job that it is to make good. */
  public Jobs retryOf(String other) {
    retryOf = other;
    return this;
  }

  /** One run that failed with these words. */
  public Jobs failed(String words) {
    attempts =
        List.of(new Attempt(1, Cause.FIRST, AttemptState.ERROR, T0, null, T0, null, null, words));
    return saying(words);
  }

  public Jobs formerly(String... ids) {
    formerIds = List.of(ids);
    return this;
  }

  public Jobs saying(String text) {
    message = text;
    return this;
  }

  public Jobs version(long number) {
    version = number;
    return this;
  }

  public Job build() {
    Instant started = attempts.isEmpty() ? null : attempts.get(0).startedAt();
    Request request =
        user == null
            ? null
            : new Request(user, How.MANUAL, "a.txt", "{\"depth\":3}", null, dataset, retryOf, null);
    return new Job(
        id,
        identity,
        false,
        identity == Identity.INFERRED ? Extraction.laneKey(resource.id(), extractor) : null,
        formerIds,
        resource,
        extractor,
        request,
        state,
        trouble,
        null,
        null,
        addressedBy,
        attempts,
        Math.max(attemptCount, attempts.size()),
        createdAt,
        createdAt,
        started,
        finishedAt,
        createdAt,
        started == null ? null : new Span(800, Precision.MILLISECONDS),
        running,
        message,
        updates,
        dropped,
        false,
        false,
        memory,
        version);
  }

  /** How many log lines of a job were not kept. */
  public static Extraction dropped(String jobId, long seq, long count) {
    return new Extraction(
        QUEUE + ":dropped:" + jobId,
        QUEUE,
        seq,
        Source.TRACKER,
        jobId,
        jobId,
        ResourceRef.unknown("f"),
        "ncsa.wordcount",
        Event.DROPPED,
        null,
        null,
        null,
        null,
        T0.plusMillis(seq),
        null,
        null,
        null,
        null,
        count,
        "d" + seq,
        false);
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
        jobId == null ? Extraction.laneKey(resource.id(), extractor) : jobId,
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
        null,
        null,
        null,
        "d" + seq,
        false);
  }
}
