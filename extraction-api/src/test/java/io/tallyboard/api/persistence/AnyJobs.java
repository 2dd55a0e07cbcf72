package io.tallyboard.api.persistence;

import static io.tallyboard.api.support.Jobs.T0;

import io.tallyboard.contract.JobState;
import io.tallyboard.contract.ResourceRef;
import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.Attempt;
import io.tallyboard.contract.store.AttemptState;
import io.tallyboard.contract.store.Cause;
import io.tallyboard.contract.store.Event;
import io.tallyboard.contract.store.FoldMemory;
import io.tallyboard.contract.store.How;
import io.tallyboard.contract.store.Identity;
import io.tallyboard.contract.store.Job;
import io.tallyboard.contract.store.Precision;
import io.tallyboard.contract.store.Request;
import io.tallyboard.contract.store.Span;
import io.tallyboard.contract.store.Submission;
import io.tallyboard.contract.store.SubmissionState;
import io.tallyboard.contract.store.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Jobs with few different values each, so that any filter meets some of them. */
final class AnyJobs {
  static final List<String> EXTRACTORS = List.of("e1", "e2", "e3");
  static final List<String> USERS = List.of("ann", "bob");
  static final List<String> IDS = List.of("1", "2", "3");
  static final List<String> VERSIONS = List.of("1.0", "2.0");
  static final List<String> TEXTS = List.of("Done.", "no such file (a.b)", "DISK full");

  private final Random random;

  AnyJobs(long seed) {
    random = new Random(seed);
  }

  Job job(int n) {
    Request request = maybe() ? request() : null;
    JobState state = one(JobState.values());
    boolean inferred = oneIn(4);
    return new Job(
        "j%02d".formatted(n),
        inferred ? Identity.INFERRED : Identity.GIVEN,
        false,
        inferred ? "lane" : null,
        oneIn(5) ? List.of("was%02d".formatted(n)) : List.of(),
        oneIn(8) ? null : resource(),
        oneIn(8) ? null : one(EXTRACTORS),
        request,
        state,
        state.finished() || maybe() ? null : trouble(),
        null,
        null,
        null,
        maybe() ? List.of(attempt()) : List.of(),
        random.nextInt(4),
        moment(),
        null,
        null,
        maybe() ? moment() : null,
        moment(),
        maybe() ? span() : null,
        maybe() ? span() : null,
        maybe() ? one(TEXTS) : null,
        1,
        0,
        false,
        false,
        FoldMemory.empty(),
        1);
  }

  Submission submission(String id) {
    return new Submission(
        id,
        new ResourceRef(maybe() ? "file" : "dataset", one(IDS)),
        null,
        0,
        one(EXTRACTORS),
        "q",
        request(),
        "u",
        SubmissionState.ACCEPTED,
        null,
        moment(),
        null,
        0,
        1);
  }

  private Request request() {
    return new Request(
        maybe() ? new UserRef(one(USERS), null) : null,
        one(How.values()),
        null,
        null,
        maybe() ? one(VERSIONS) : null,
        maybe() ? one(IDS) : null);
  }

  private ResourceRef resource() {
    return new ResourceRef(one(List.of("file", "dataset", "unknown")), one(IDS));
  }

  private Trouble trouble() {
    return new Trouble(maybe() ? Event.STALLED : Event.SUSPECT, T0, null);
  }

  private Attempt attempt() {
    return new Attempt(
        1,
        Cause.FIRST,
        AttemptState.RUNNING,
        T0,
        null,
        null,
        null,
        null,
        maybe() ? one(TEXTS) : null);
  }

  Span span() {
    return new Span(random.nextInt(4) * 500L, Precision.MILLISECONDS);
  }

  /** One of few, so that many jobs share it. */
  Instant moment() {
    return T0.plusMillis(random.nextInt(6));
  }

  boolean maybe() {
    return random.nextBoolean();
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  int upTo(int n) {
    return random.nextInt(n);
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
